package dev.tamis.dataset.store;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.MeaninglessRow;
import dev.tamis.backup.TableRules;
import dev.tamis.dataset.upload.UploadLimits;
import dev.tamis.quota.Limits;
import dev.tamis.quota.QuotaExceeded;
import dev.tamis.quota.QuotaExceeded.Amounts;
import dev.tamis.quota.Quotas;
import dev.tamis.quota.Turnstile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.log.LogAccessor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The room that there is for datasets: for each, for each owner's, and for all of them together, of all nodes. A dataset takes its room in a short
 * transaction of its own, one after the other, before anything of it is written, and has it until its last row is gone.
 */
@Component
class Room implements TableRules {

    private static final LogAccessor LOG = new LogAccessor(Room.class);

    /** Far longer than the rows of one dataset are written for. */
    private static final String LEFT_BY_THE_DEAD =
            "delete from dataset_room where reserved_at < current_timestamp - interval '1' hour";

    /** No array holds the values of more; so many rows that a sum of these overflows are none of one archive. */
    private static final long MOST_BYTES = 1L << 36;

    private static final String REMEDY =
            "Delete datasets that are no longer needed; their rows are cleared away within seconds.";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final UploadSettings settings;
    private final Quotas quotas;

    Room(JdbcTemplate jdbc, TransactionOperations transactions, UploadSettings settings, Quotas quotas) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.quotas = quotas;
    }

    @Override
    public Set<String> neverEmpty() {
        return Set.of("dataset_room_lock");
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of(
                "dataset_room_lock",
                new ColumnRules().between(1, 1, "only_one"),
                "dataset_room",
                new ColumnRules()
                        .any("dataset_id", "reserved_at")
                        .person("owner")
                        .between(0, MOST_BYTES, "bytes"));
    }

    @Override
    public void checkTogether() {
        Turnstile.requireOne(jdbc, "dataset_room_lock");
        List<UUID> others = jdbc.queryForList("""
                select d.id from dataset d left join dataset_room r on r.dataset_id = d.id
                    left join (select dataset_id, sum(octet_length(content)) there from dataset_chunk group by dataset_id) c
                        on c.dataset_id = d.id
                where r.bytes is null or r.bytes <> coalesce(there, 0) or r.owner is null or r.owner <> d.owner
                limit 1""", UUID.class);
        if (!others.isEmpty()) {
            throw MeaninglessRow.of(
                    "a row of dataset_room, of the dataset " + others.get(0) + ",",
                    "bytes",
                    "must be there, with the dataset's owner, and be as many as its rows take");
        }
    }

    /** Of one dataset. */
    UploadLimits limits() {
        return settings.limits();
    }

    /**
     * Looks whether there is any, before a file is read for nothing.
     *
     * @throws DatasetsFull if there is none
     * @throws QuotaExceeded if their owner has as many as one may have
     */
    void requireSome(String owner) {
        require(owner, 1);
    }

    /**
     * Takes room, which is given back unless it is kept.
     *
     * @param bytes of the dataset as it is stored
     * @throws DatasetsFull if there is not so much
     * @throws QuotaExceeded if it would be more than their owner may have
     * @throws Turnstile.RestoreUnderWay while a backup is brought back
     */
    void reserve(UUID datasetId, String owner, long bytes) {
        transactions.executeWithoutResult(status -> {
            Turnstile.lock(jdbc, "select only_one from dataset_room_lock for update");
            jdbc.update(LEFT_BY_THE_DEAD);
            require(owner, bytes);
            jdbc.update(
                    "insert into dataset_room (dataset_id, owner, bytes, reserved_at) values (?, ?, ?, current_timestamp)",
                    datasetId,
                    owner,
                    bytes);
        });
    }

    /** Part of the transaction that writes the dataset. */
    void keep(UUID datasetId, String owner, long bytes) {
        if (jdbc.update("update dataset_room set reserved_at = null where dataset_id = ?", datasetId) == 0) {
            // After an hour, or a step of the database's clock: better too much than none of it.
            jdbc.update(
                    "insert into dataset_room (dataset_id, owner, bytes) values (?, ?, ?)", datasetId, owner, bytes);
        }
    }

    /** Does nothing to what is kept. What cannot be given back now counts for an hour. */
    void giveBack(UUID datasetId) {
        try {
            jdbc.update("delete from dataset_room where dataset_id = ? and reserved_at is not null", datasetId);
        } catch (DataAccessException away) {
            LOG.debug(away, "The room of an upload that failed is given back later");
        }
    }

    /** Part of the transaction that clears the dataset's last rows away. */
    void free(UUID datasetId) {
        jdbc.update("delete from dataset_room where dataset_id = ?", datasetId);
    }

    /** What an owner has. */
    DatasetUsage usage(String owner) {
        return jdbc.queryForObject(
                "select cast(? as varchar(100)) owner, count(*) datasets, coalesce(sum(bytes), 0) bytes from dataset_room"
                        + " where owner = ?",
                Room::usage,
                owner,
                owner);
    }

    /** What all have who have any, by name. */
    List<DatasetUsage> usages() {
        return jdbc.query(
                "select owner, count(*) datasets, sum(bytes) bytes from dataset_room where owner is not null"
                        + " group by owner order by owner",
                Room::usage);
    }

    private static DatasetUsage usage(ResultSet found, int row) throws SQLException {
        return new DatasetUsage(found.getString("owner"), found.getInt("datasets"), found.getLong("bytes"));
    }

    private record Taken(int count, long bytes) {}

    private void require(String owner, long bytes) {
        Limits limits = quotas.of(owner);
        DatasetUsage theirs = usage(owner);
        if (theirs.datasets() >= limits.datasets()) {
            throw QuotaExceeded.ofCount(
                    new Amounts("datasets", owner, limits.datasets(), theirs.datasets(), 1),
                    "uploaded datasets",
                    REMEDY);
        }
        if (bytes > limits.datasetStorage() - theirs.bytes()) {
            throw QuotaExceeded.ofBytes(
                    new Amounts("dataset-storage", owner, limits.datasetStorage(), theirs.bytes(), bytes),
                    "uploaded datasets",
                    REMEDY);
        }
        Taken taken = jdbc.queryForObject(
                "select count(*) datasets, coalesce(sum(bytes), 0) bytes from dataset_room",
                (found, row) -> new Taken(found.getInt("datasets"), found.getLong("bytes")));
        if (taken.count() >= settings.maxCount()) {
            throw DatasetsFull.byCount(settings.maxCount());
        }
        long most = settings.maxTotalSize().toBytes();
        if (taken.bytes() + bytes > most) {
            throw DatasetsFull.byBytes(most, taken.bytes(), bytes);
        }
    }
}
