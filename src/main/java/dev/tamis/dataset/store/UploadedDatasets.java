package dev.tamis.dataset.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.dataset.table.StoredTable;
import dev.tamis.dataset.upload.DatasetTooLarge;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.dataset.upload.UploadSource;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
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

    private final BuiltInDatasets builtIn = new BuiltInDatasets();
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

    /** Those that somebody sees: built-in ones first, then the others by name. */
    public List<ListedDataset> list(Subject by) {
        return Stream.concat(builtIn.list().stream().map(ListedDataset::builtIn), rows.all(by).stream())
                .toList();
    }

    /**
     * The dataset that somebody means by a name.
     *
     * @param owner whose; their own or else a built-in one, where empty
     * @return empty if there is none that they see
     */
    public Optional<ListedDataset> get(Subject by, Optional<String> owner, String name) {
        Optional<Dataset> known = owner.isPresent() ? Optional.empty() : builtIn.find(DatasetName.builtIn(name));
        return known.map(each -> ListedDataset.builtIn(each.info())).or(() -> rows.find(by, named(by, owner, name)));
    }

    /** The same with its rows. */
    public Optional<Dataset> find(Subject by, Optional<String> owner, String name) {
        return get(by, owner, name).flatMap(each -> find(each.info().fullName()));
    }

    private static DatasetName named(Subject by, Optional<String> owner, String name) {
        return new DatasetName(owner.orElse(by.name()), name);
    }

    @Override
    public Optional<Dataset> find(DatasetName name) {
        return name.owner() == null ? builtIn.find(name) : rows.find(name).map(this::dataset);
    }

    /** Answers from memory where it can: what has that content now will have it for ever. */
    @Override
    public Optional<Dataset> find(DatasetName name, String sha256) {
        return known(name, sha256).or(() -> Datasets.super.find(name, sha256));
    }

    @Override
    public OptionalInt hold(DatasetName name, String sha256) {
        return name.owner() == null ? builtIn.hold(name, null) : rows.hold(name, sha256);
    }

    @Override
    public Set<String> contents(DatasetName name) {
        Set<String> contents = new TreeSet<>(Datasets.super.contents(name));
        recent.asMap().keySet().stream()
                .filter(each -> each.fullName().equals(name))
                .forEach(each -> contents.add(each.origin().sha256()));
        return contents;
    }

    @Override
    public long heapBytes(DatasetInfo dataset) {
        return dataset.origin() instanceof DatasetOrigin.Uploaded ? (long) CHUNK * rows.chunks(dataset.fullName()) : 0;
    }

    /** @param created false where the idempotency key had been seen */
    public record Stored(ListedDataset dataset, boolean created) {}

    /**
     * Checks a table within the limits of this node, which stores nothing yet.
     *
     * @param by whose it will be
     * @param idempotencyKey with one that was seen the name may be taken: it may be a repetition, which {@link #add} finds out
     * @throws NameTaken if they have a dataset of the name already, or a built-in one has it
     * @throws InvalidField as {@link PreparedTable#of}
     * @throws InvalidFields as {@link PreparedTable#of}
     * @throws DatasetTooLarge as {@link PreparedTable#of}
     * @throws DatasetsFull if there is no room for any further dataset
     * @throws dev.tamis.quota.QuotaExceeded if they have as many as they may have
     */
    public PreparedTable prepare(
            Subject by,
            Upload upload,
            UploadSource file,
            Optional<UploadSource> testFile,
            Optional<String> idempotencyKey) {
        by.require(Role.SUBMITTER);
        boolean seen =
                idempotencyKey.flatMap(key -> rows.findByKey(by.name(), key)).isPresent();
        if (!seen && get(by, Optional.empty(), upload.name()).isPresent()) {
            throw new NameTaken(upload.name());
        }
        if (!seen) {
            room.requireSome(by.name());
        }
        return PreparedTable.of(upload, file, testFile, room.limits());
    }

    /**
     * Stores a table: all of it or, whatever happens, nothing.
     *
     * @param by whose it is from then on
     * @param visibility at first; no part of what the key stands for, as it may have been changed since
     * @param idempotencyKey the same person's same key with an equal table gives what was stored first
     * @throws NameTaken if there is a dataset of the name, perhaps since a moment ago
     * @throws KeyReused if the key was used for another table
     * @throws DatasetsFull if there is no room for it beside all others
     * @throws dev.tamis.quota.QuotaExceeded if it would be more than they may have
     */
    public Stored add(Subject by, Visibility visibility, PreparedTable table, Optional<String> idempotencyKey) {
        by.require(Role.SUBMITTER);
        return idempotencyKey
                .flatMap(key -> earlier(by, key, table))
                .orElseGet(() -> addNew(by, visibility, table, idempotencyKey));
    }

    private Stored addNew(Subject by, Visibility visibility, PreparedTable table, Optional<String> idempotencyKey) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        room.reserve(id, by.name(), table.storedBytes());
        try {
            return transactions.execute(status -> {
                room.keep(id, by.name(), table.storedBytes());
                rows.insert(id, table.info(by.name(), NOT_YET_KNOWN, now), visibility, idempotencyKey.orElse(null));
                String sha256 = writeRows(id, table);
                rows.setSha256(id, sha256);
                return new Stored(new ListedDataset(table.info(by.name(), sha256, now), visibility), true);
            });
        } catch (DuplicateKeyException | PessimisticLockingFailureException taken) {
            // The second: H2 waits for another upload of the name for some time only. It may have been this one, sent
            // twice.
            return idempotencyKey
                    .flatMap(key -> earlier(by, key, table))
                    .orElseThrow(() -> new NameTaken(table.name()));
        } finally {
            room.giveBack(id);
        }
    }

    /** An upload is equal to another if all that results depend on is. */
    private Optional<Stored> earlier(Subject by, String key, PreparedTable table) {
        return rows.findByKey(by.name(), key).map(stored -> {
            try {
                String sha256 = table.writeTo(OutputStream.nullOutputStream());
                Instant then = ((DatasetOrigin.Uploaded) stored.info().origin()).createdAt();
                if (!table.info(by.name(), sha256, then).equals(stored.info())) {
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
     * @param owner whose; their own, where empty
     * @return whether there was one that they see
     * @throws dev.tamis.people.NotAllowed if they see it and may not change it
     */
    public boolean remove(Subject by, Optional<String> owner, String name, Runnable check) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<UUID> id = rows.lockForChange(by, named(by, owner, name));
            if (id.isPresent()) {
                check.run();
                rows.delete(id.get());
                removals.add(id.get());
            }
            return id.isPresent();
        }));
    }

    /**
     * Changes who may see an uploaded dataset. What has been submitted with it goes on.
     *
     * @param owner whose; their own, where empty
     * @param visibility as it is, where empty
     * @return as it is then; empty if there is none that they see
     * @throws dev.tamis.people.NotAllowed if they see it and may not change it
     */
    public Optional<ListedDataset> change(
            Subject by, Optional<String> owner, String name, Optional<Visibility> visibility) {
        return transactions.execute(status -> {
            DatasetName full = named(by, owner, name);
            rows.lockForChange(by, full).ifPresent(id -> visibility.ifPresent(other -> rows.show(id, other)));
            return rows.find(by, full);
        });
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
                        info, () -> new ChunkedInput(number -> rows.chunk(info.fullName(), sha256, number))));
    }

    private Optional<Dataset> known(DatasetName name, String sha256) {
        return recent.asMap().entrySet().stream()
                .filter(each -> each.getKey().fullName().equals(name)
                        && each.getKey().origin().sha256().equals(sha256))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
