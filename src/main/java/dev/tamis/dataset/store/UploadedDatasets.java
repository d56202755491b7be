package dev.tamis.dataset.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.dataset.table.StoredTable;
import dev.tamis.dataset.upload.DatasetTooLarge;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.dataset.upload.UploadSource;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The built-in datasets and, from the database, those that clients have brought: the same on every node. */
@Component
public class UploadedDatasets implements Datasets {

    /** Both databases take more; a driver holds a chunk or two at a time. */
    private static final int CHUNK = 1 << 20;

    /** Entries are small: rows are softly held. */
    private static final int KEPT = 64;

    private static final String NOT_YET_KNOWN = "";

    private final Datasets builtIn = new BuiltInDatasets();
    private final DatasetRows rows;
    private final Removals removals;
    private final Room room;
    private final TransactionOperations transactions;
    private final Clock clock;

    private final Cache<DatasetInfo, Dataset> recent =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    UploadedDatasets(DatasetRows rows, Removals removals, Room room, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.removals = removals;
        this.room = room;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Built-in ones first, then the others by name. */
    @Override
    public List<DatasetInfo> list() {
        return Stream.concat(builtIn.list().stream(), rows.all().stream()).toList();
    }

    @Override
    public Optional<Dataset> find(String name) {
        return builtIn.find(name).or(() -> rows.find(name).map(this::dataset));
    }

    /** Answers from memory where it can: what has that content now will have it for ever. */
    @Override
    public Optional<Dataset> find(String name, String sha256) {
        return known(name, sha256).or(() -> Datasets.super.find(name, sha256));
    }

    @Override
    public OptionalInt hold(String name, String sha256) {
        return sha256 == null ? builtIn.hold(name, null) : rows.hold(name, sha256);
    }

    @Override
    public Set<String> contents(String name) {
        Set<String> contents = new TreeSet<>(Datasets.super.contents(name));
        recent.asMap().keySet().stream()
                .filter(each -> each.name().equals(name))
                .forEach(each -> contents.add(each.origin().sha256()));
        return contents;
    }

    @Override
    public long heapBytes(DatasetInfo dataset) {
        return dataset.origin() instanceof DatasetOrigin.Uploaded ? (long) CHUNK * rows.chunks(dataset.name()) : 0;
    }

    /** @param created false where the idempotency key had been seen */
    public record Stored(DatasetInfo dataset, boolean created) {}

    /**
     * Checks a table within the limits of this node, which stores nothing yet.
     *
     * @param idempotencyKey with one that was seen the name may be taken: it may be a repetition, which {@link #add} finds out
     * @throws NameTaken if there is a dataset of the name already
     * @throws InvalidField as {@link PreparedTable#of}
     * @throws InvalidFields as {@link PreparedTable#of}
     * @throws DatasetTooLarge as {@link PreparedTable#of}
     * @throws DatasetsFull if there is no room for any further dataset
     */
    public PreparedTable prepare(
            Upload upload, UploadSource file, Optional<UploadSource> testFile, Optional<String> idempotencyKey) {
        boolean seen = idempotencyKey.flatMap(rows::findByKey).isPresent();
        if (!seen && find(upload.name()).isPresent()) {
            throw new NameTaken(upload.name());
        }
        if (!seen) {
            room.requireSome();
        }
        return PreparedTable.of(upload, file, testFile, room.limits());
    }

    /**
     * Stores a table: all of it or, whatever happens, nothing.
     *
     * @param idempotencyKey the same key with an equal table gives what was stored first
     * @throws NameTaken if there is a dataset of the name, perhaps since a moment ago
     * @throws KeyReused if the key was used for another table
     * @throws DatasetsFull if there is no room for it beside all others
     */
    public Stored add(PreparedTable table, Optional<String> idempotencyKey) {
        return idempotencyKey.flatMap(key -> earlier(key, table)).orElseGet(() -> addNew(table, idempotencyKey));
    }

    private Stored addNew(PreparedTable table, Optional<String> idempotencyKey) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        room.reserve(id, table.storedBytes());
        try {
            return transactions.execute(status -> {
                room.keep(id, table.storedBytes());
                rows.insert(id, table.info(NOT_YET_KNOWN, now), idempotencyKey.orElse(null));
                String sha256 = writeRows(id, table);
                rows.setSha256(id, sha256);
                return new Stored(table.info(sha256, now), true);
            });
        } catch (DuplicateKeyException | PessimisticLockingFailureException taken) {
            // The second: H2 waits for another upload of the name for some time only. It may have been this one, sent
            // twice.
            return idempotencyKey.flatMap(key -> earlier(key, table)).orElseThrow(() -> new NameTaken(table.name()));
        } finally {
            room.giveBack(id);
        }
    }

    /** An upload is equal to another if all that results depend on is. */
    private Optional<Stored> earlier(String key, PreparedTable table) {
        return rows.findByKey(key).map(stored -> {
            try {
                String sha256 = table.writeTo(OutputStream.nullOutputStream());
                if (!table.info(sha256, ((DatasetOrigin.Uploaded) stored.origin()).createdAt())
                        .equals(stored)) {
                    throw new KeyReused(key);
                }
                return new Stored(stored, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Removes an uploaded dataset; its rows are cleared away later.
     *
     * @param check called while nobody can begin to use the dataset; throws if somebody does
     * @return whether there was one
     */
    public boolean remove(String name, Runnable check) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<UUID> id = rows.lock(name);
            if (id.isPresent()) {
                check.run();
                rows.delete(id.get());
                removals.add(id.get());
            }
            return id.isPresent();
        }));
    }

    private String writeRows(UUID id, PreparedTable table) {
        int[] number = {0};
        try (ChunkedOutput chunks = new ChunkedOutput(CHUNK, chunk -> rows.insertChunk(id, number[0]++, chunk))) {
            return table.writeTo(chunks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dataset dataset(DatasetInfo info) {
        String sha256 = info.origin().sha256();
        return recent.get(
                info,
                absent -> StoredTable.dataset(
                        info, () -> new ChunkedInput(number -> rows.chunk(info.name(), sha256, number))));
    }

    private Optional<Dataset> known(String name, String sha256) {
        return recent.asMap().entrySet().stream()
                .filter(each -> each.getKey().name().equals(name)
                        && each.getKey().origin().sha256().equals(sha256))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
