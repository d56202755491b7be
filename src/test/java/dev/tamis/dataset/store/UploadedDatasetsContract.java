package dev.tamis.dataset.store;

import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static dev.tamis.people.Visibility.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tamis.Zones;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.Split;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.UploadSource;
import dev.tamis.people.NotAllowed;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.quota.QuotaExceeded;
import dev.tamis.quota.QuotasOfTests;
import dev.tamis.quota.Turnstile;
import dev.tamis.space.Seed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** What every database must do with uploaded datasets. */
@SpringBootTest(classes = {StoreTestApplication.class, UploadedDatasetsContract.Parts.class})
abstract class UploadedDatasetsContract {

    private static final Subject ANN = new Subject("ann", Role.SUBMITTER);
    private static final Subject BEA = new Subject("bea", Role.SUBMITTER);

    @Autowired
    private Removals removals;

    @Autowired
    private UploadedDatasets datasets;

    @Autowired
    private DatasetRows datasetRows;

    @Autowired
    private TransactionOperations transactions;

    /** Of another node: the same database, nothing else in common. */
    @Autowired
    private StoreTestApplication.OtherNode other;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Zones zones;

    static class Parts {

        @Bean
        static Zones zones() {
            return new Zones();
        }
    }

    @AfterEach
    void removeAll() {
        zones.close();
        for (String table : List.of("dataset", "dataset_chunk", "dataset_removal", "dataset_room")) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void whatIsAddedHereIsFoundThereRowByRow() {
        DatasetInfo added = add("points", Csv.numbered(3000));

        assertThat(listed(other.datasets())).extracting(DatasetInfo::name).containsExactly("mnist", "points");
        assertThat(listed(other.datasets()).get(1)).isEqualTo(added);
        Dataset there = other.datasets().find(LOCAL, Optional.empty(), "points").orElseThrow();
        assertThat(there.info()).isEqualTo(added);
        assertThat(rows(there))
                .isEqualTo(rows(datasets.find(LOCAL, Optional.empty(), "points").orElseThrow()))
                .hasSize(2400);
    }

    @Test
    void peopleHaveNamesOfTheirOwnAndSeeWhatIsTheirsOrShared() {
        Subject anna = new Subject("anna", Role.SUBMITTER);
        Subject bert = new Subject("bert", Role.SUBMITTER);
        Optional<String> key = Optional.of("a key");
        DatasetInfo annas =
                datasets.add(anna, PRIVATE, prepare(anna, 30), key).dataset().info();
        DatasetInfo berts =
                datasets.add(bert, SHARED, prepare(bert, 60), key).dataset().info();
        UploadedDatasets there = other.datasets();

        assertThat(there.list(anna))
                .extracting(ListedDataset::info)
                .contains(annas, berts)
                .hasSize(3);
        assertThat(there.list(bert))
                .extracting(ListedDataset::info)
                .contains(berts)
                .hasSize(2);
        assertThat(there.list(LOCAL)).hasSize(3);
        assertThat(there.get(anna, Optional.empty(), "points").orElseThrow().info())
                .isEqualTo(annas);
        assertThat(there.get(anna, Optional.of("bert"), "points").orElseThrow().info())
                .isEqualTo(berts);
        assertThat(there.find(anna, Optional.of("bert"), "points").orElseThrow().info())
                .isEqualTo(berts);
        assertThat(there.get(bert, Optional.of("anna"), "points")).isEmpty();
        assertThat(there.find(bert, Optional.of("anna"), "points")).isEmpty();
        assertThat(there.get(bert, Optional.of("anna"), "mnist")).isEmpty();
        assertThat(there.get(LOCAL, Optional.of("anna"), "points")).isPresent();
        assertThat(there.get(LOCAL, Optional.empty(), "points")).isEmpty();
        assertThatThrownBy(() -> prepare(anna, 30)).isInstanceOf(NameTaken.class);
        assertThat(datasets.remove(bert, Optional.of("anna"), "points", () -> {}))
                .isFalse();
        assertThat(datasets.change(bert, Optional.of("anna"), "points", Optional.of(SHARED)))
                .isEmpty();
        assertThatThrownBy(() -> datasets.remove(anna, Optional.of("bert"), "points", () -> {}))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> datasets.change(anna, Optional.of("bert"), "points", Optional.of(PRIVATE)))
                .isInstanceOf(NotAllowed.class);
        // Who trains on it has no say in who sees it.
        assertThat(there.find(annas.fullName(), sha256(annas))).isPresent();
        assertThat(there.hold(annas.fullName(), sha256(annas))).hasValue(annas.testRows());
        assertThat(there.hold(annas.fullName(), sha256(berts))).isEmpty();
        assertThat(rows(there.find(annas.fullName(), sha256(annas)).orElseThrow()))
                .hasSize(annas.trainingRows())
                .isNotEqualTo(rows(there.find(berts.fullName(), sha256(berts)).orElseThrow()));

        assertThat(datasets.change(anna, Optional.empty(), "points", Optional.of(SHARED))
                        .orElseThrow()
                        .visibility())
                .isEqualTo(SHARED);
        assertThat(there.get(bert, Optional.of("anna"), "points")).isPresent();
        assertThat(datasets.remove(anna, Optional.empty(), "points", () -> {})).isTrue();
        assertThat(there.get(anna, Optional.empty(), "points")).isEmpty();
        assertThat(there.get(anna, Optional.of("bert"), "points")).isPresent();
        assertThatThrownBy(() -> prepare(new Subject("vera", Role.VIEWER), 30)).isInstanceOf(NotAllowed.class);
    }

    private PreparedTable prepare(Subject by, int rows) {
        return datasets.prepare(
                by,
                Csv.named("points", 0.2, Scaling.STANDARDIZE),
                Csv.text(Csv.numbered(rows)),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void anUploadIsAsOldInEveryTimeZone() {
        zones.set("America/New_York", "Asia/Kolkata");
        Instant earliest = Instant.now().truncatedTo(ChronoUnit.MICROS);
        DatasetInfo added = add("points", Csv.numbered(300));
        assertThat(((DatasetOrigin.Uploaded) added.origin()).createdAt()).isBetween(earliest, Instant.now());

        zones.set("Australia/Lord_Howe", "Europe/Berlin");

        assertThat(listed(other.datasets()).get(1)).isEqualTo(added);
    }

    @Test
    void contentsOfManyChunksComeBackWhole() {
        String csv = Csv.numbered(120_000).replaceAll("(?m)^(\\d+),", "$1.5,");
        add("large", csv);

        assertThat(chunks()).isEqualTo(2);
        assertThat(jdbc.queryForObject("select max(octet_length(content)) from dataset_chunk", Integer.class))
                .isEqualTo(1 << 20);
        assertThat(rows(other.datasets().find(LOCAL, Optional.empty(), "large").orElseThrow()))
                .hasSize(96_000);
    }

    @Test
    void theRowsOfARemovedDatasetAreClearedAwayByPieces() {
        add("large", Csv.numbered(120_000).replaceAll("(?m)^(\\d+),", "$1.5,"));

        assertThat(datasets.remove(LOCAL, Optional.empty(), "large", () -> {})).isTrue();

        assertThat(other.datasets().find(LOCAL, Optional.empty(), "large")).isEmpty();
        assertThat(chunks()).as("for later").isEqualTo(2);
        assertThat(removals.clearPiece(1)).isTrue();
        assertThat(chunks()).isEqualTo(1);
        assertThat(removals.clearPiece(1)).isTrue();
        assertThat(chunks()).isZero();
        assertThat(removals.clearPiece(1)).isTrue();
        assertThat(removals.clearPiece(1)).isFalse();
    }

    private int chunks() {
        return jdbc.queryForObject("select count(*) from dataset_chunk", Integer.class);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        AtomicInteger readings = new AtomicInteger();
        UploadSource goneInTheEnd = () -> {
            if (readings.incrementAndGet() == 5) {
                throw new java.io.IOException("the temporary file is gone");
            }
            return Csv.text(Csv.numbered(300)).open();
        };
        PreparedTable table = datasets.prepare(
                LOCAL, Csv.named("broken", 0.2, Scaling.STANDARDIZE), goneInTheEnd, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> datasets.add(LOCAL, PRIVATE, table, Optional.empty()))
                .hasMessageContaining("temporary file is gone");
        assertThat(readings).hasValue(5);
        assertThat(jdbc.queryForObject("select count(*) from dataset", Integer.class))
                .isZero();
        assertThat(chunks()).isZero();
    }

    @Test
    void ofSeveralUploadsOfOneNameExactlyOneWins() throws Exception {
        PreparedTable table = prepare("wanted", Csv.numbered(300));
        int rivals = 6;
        CountDownLatch together = new CountDownLatch(rivals);
        Callable<String> upload = () -> {
            together.countDown();
            together.await();
            try {
                return datasets.add(LOCAL, PRIVATE, table, Optional.empty())
                        .dataset()
                        .info()
                        .name();
            } catch (NameTaken taken) {
                return "taken";
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(java.util.Collections.nCopies(rivals, upload))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly("wanted", "taken").containsOnlyOnce("wanted");
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.queryForObject("select count(*) from dataset", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aRepeatedKeyGivesTheFirstDatasetAndWithAnotherTableARefusal() {
        Optional<String> key = Optional.of("retry");
        UploadedDatasets.Stored first = datasets.add(LOCAL, PRIVATE, prepare("points", Csv.numbered(30)), key);
        assertThat(first.created()).isTrue();

        PreparedTable again = datasets.prepare(
                LOCAL,
                Csv.named("points", 0.2, Scaling.STANDARDIZE),
                Csv.text(Csv.numbered(30)),
                Optional.empty(),
                key);
        assertThat(datasets.add(LOCAL, PRIVATE, again, key))
                .isEqualTo(new UploadedDatasets.Stored(first.dataset(), false));
        PreparedTable other = datasets.prepare(
                LOCAL,
                Csv.named("points", 0.2, Scaling.STANDARDIZE),
                Csv.text(Csv.numbered(31)),
                Optional.empty(),
                key);
        assertThatThrownBy(() -> datasets.add(LOCAL, PRIVATE, other, key)).isInstanceOf(KeyReused.class);
        PreparedTable otherScaling = datasets.prepare(
                LOCAL, Csv.named("points", 0.2, Scaling.NONE), Csv.text(Csv.numbered(30)), Optional.empty(), key);
        assertThatThrownBy(() -> datasets.add(LOCAL, PRIVATE, otherScaling, key))
                .isInstanceOf(KeyReused.class);
        PreparedTable otherName = prepare("others", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.add(LOCAL, PRIVATE, otherName, key)).isInstanceOf(KeyReused.class);
        assertThat(datasets.remove(LOCAL, Optional.empty(), "points", () -> {})).isTrue();
        assertThat(datasets.add(LOCAL, PRIVATE, prepare("points", Csv.numbered(31)), key)
                        .created())
                .isTrue();
    }

    @Test
    void aNameThatIsTakenIsRefusedBeforeTheFileIsRead() {
        add("points", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.prepare(
                        LOCAL,
                        Csv.named("points", 0.2, Scaling.NONE),
                        () -> {
                            throw new AssertionError("read");
                        },
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(NameTaken.class);
    }

    /** The other node still has the old content in memory, and must not take it for the new. */
    @Test
    void aNameThatIsGivenAwayAgainNeverLeadsToTheOldRows() {
        DatasetInfo old = add("points", Csv.numbered(30));
        List<String> oldRows =
                rows(other.datasets().find(LOCAL, Optional.empty(), "points").orElseThrow());
        assertThat(datasets.remove(LOCAL, Optional.empty(), "points", () -> {})).isTrue();
        assertThat(other.datasets().find(LOCAL, Optional.empty(), "points")).isEmpty();

        DatasetInfo renewed = add("points", Csv.numbered(60));
        Dataset found = other.datasets().find(LOCAL, Optional.empty(), "points").orElseThrow();
        assertThat(found.info()).isEqualTo(renewed);
        assertThat(rows(found)).hasSize(48).doesNotContainSequence(oldRows);
        assertThat(other.datasets()
                        .find(
                                new DatasetName(LOCAL.name(), "points"),
                                renewed.origin().sha256()))
                .isPresent();
        // gone for a node that has it not in memory; never replaced by what has its name now
        assertThat(new StoreTestApplication.OtherNode(other)
                        .datasets()
                        .find(new DatasetName(LOCAL.name(), "points"), sha256(old)))
                .isEmpty();
    }

    @Test
    void theSameFileUploadedAgainIsTheSameDataset() {
        DatasetInfo first = add("points", Csv.numbered(30));
        List<String> rows =
                rows(other.datasets().find(LOCAL, Optional.empty(), "points").orElseThrow());
        datasets.remove(LOCAL, Optional.empty(), "points", () -> {});
        DatasetInfo again = add("points", Csv.numbered(30));

        assertThat(sha256(again)).isEqualTo(sha256(first));
        Dataset pinned = other.datasets()
                .find(new DatasetName(LOCAL.name(), "points"), sha256(first))
                .orElseThrow();
        assertThat(rows(pinned)).isEqualTo(rows);
    }

    @Test
    void whoNeedsADatasetCanKeepItFromBeingRemoved() {
        add("points", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.remove(LOCAL, Optional.empty(), "points", () -> {
                    throw new IllegalStateException("needed");
                }))
                .hasMessage("needed");
        assertThat(datasets.find(LOCAL, Optional.empty(), "points")).isPresent();
        assertThat(datasets.remove(LOCAL, Optional.empty(), "nothing", () -> {}))
                .isFalse();
    }

    @Test
    void whatIsKnownOfADatasetIsKeptToTheLastDigit() {
        DatasetInfo added = add("points", "größe,\"a \"\"b\"\"\",klasse\n1,2,ü ñ 東\n3,4,\"x,y\"\n5,6,\"x,y\"\n");

        DatasetInfo found = listed(datasets).get(1);
        assertThat(found).isEqualTo(added);
        assertThat(found.perClass()).extracting(DatasetInfo.ClassRows::name).containsExactly("x,y", "ü ñ 東");
        assertThat(((DatasetOrigin.Uploaded) found.origin()).label()).isEqualTo("klasse");
    }

    @Test
    void ofUploadsToSeveralNodesAtOnceNoMoreAreTakenThanMayBe() throws Exception {
        long bytes = prepare("any", Csv.numbered(30)).storedBytes();
        List<UploadedDatasets> byCount = List.of(nodeWithRoomFor(3, 1 << 20), nodeWithRoomFor(3, 1 << 20));
        List<UploadedDatasets> byBytes =
                List.of(nodeWithRoomFor(99, 4 * bytes + 1), nodeWithRoomFor(99, 4 * bytes + 1));

        assertThat(uploadedAtOnce(LOCAL, 8, byCount)).isEqualTo(3);
        removeAll();
        assertThat(uploadedAtOnce(LOCAL, 8, byBytes)).isEqualTo(4);
        assertThat(jdbc.queryForObject("select sum(bytes) from dataset_room", Long.class))
                .isEqualTo(4 * bytes);
        assertThat(jdbc.queryForObject("select sum(octet_length(content)) from dataset_chunk", Long.class))
                .as("what was said before it was written")
                .isEqualTo(4 * bytes);
    }

    @Test
    void aRemovedDatasetTakesItsRoomUntilItsRowsAreGone() {
        UploadedDatasets small = nodeWithRoomFor(1, 1 << 20);
        small.add(LOCAL, PRIVATE, prepare("first", Csv.numbered(30)), Optional.empty());
        assertThatThrownBy(() -> small.prepare(
                        LOCAL,
                        Csv.named("second", 0.2, Scaling.NONE),
                        () -> {
                            throw new AssertionError("read");
                        },
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(DatasetsFull.class)
                .hasMessageContaining("tamis.datasets.max-count")
                .hasMessageContaining("Delete datasets");

        small.remove(LOCAL, Optional.empty(), "first", () -> {});
        PreparedTable second = prepare("second", Csv.numbered(30));
        assertThatThrownBy(() -> small.add(LOCAL, PRIVATE, second, Optional.empty()))
                .isInstanceOf(DatasetsFull.class);
        while (removals.clearPiece(1)) {
            // until nothing is left
        }

        assertThat(small.add(LOCAL, PRIVATE, second, Optional.empty()).created())
                .isTrue();
    }

    /** A restore holds the row from its begin, and has put another one there at its end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsStoredWhileABackupIsBroughtBack(boolean over) throws SQLException {
        PreparedTable table = prepare("points", Csv.numbered(30));
        try (Connection restore = jdbc.getDataSource().getConnection()) {
            restore.setAutoCommit(false);
            restore.createStatement().executeUpdate("delete from dataset_room_lock");
            if (over) {
                restore.commit();
            }

            assertThatThrownBy(() -> datasets.add(LOCAL, PRIVATE, table, Optional.empty()))
                    .isInstanceOf(Turnstile.RestoreUnderWay.class);

            restore.rollback();
        } finally {
            jdbc.update("delete from dataset_room_lock");
            jdbc.update("insert into dataset_room_lock (only_one) values (1)");
        }
        assertThat(datasets.add(LOCAL, PRIVATE, table, Optional.empty()).created())
                .isTrue();
    }

    @Test
    void whatADeadNodeHasReservedIsFreeAfterAnHour() {
        UploadedDatasets small = nodeWithRoomFor(1, 1 << 20);
        PreparedTable table = prepare("points", Csv.numbered(30));
        jdbc.update(
                "insert into dataset_room (dataset_id, bytes, reserved_at) values (?, 1, current_timestamp)",
                UUID.randomUUID());
        assertThatThrownBy(() -> small.add(LOCAL, PRIVATE, table, Optional.empty()))
                .isInstanceOf(DatasetsFull.class);
        jdbc.update("update dataset_room set reserved_at = current_timestamp - interval '61' minute");

        assertThat(small.add(LOCAL, PRIVATE, table, Optional.empty()).created()).isTrue();
    }

    @Test
    void ofAnOwnersUploadsToSeveralNodesAtOnceNoMoreAreTakenThanTheyMayHave() throws Exception {
        long bytes = prepare("any", Csv.numbered(30)).storedBytes();
        Map<String, String> two = Map.of("tamis.quota.owner.datasets", "2");
        Map<String, String> room = Map.of("tamis.quota.owner.dataset-storage", (3 * bytes + 1) + "B");

        assertThat(uploadedAtOnce(ANN, 8, List.of(nodeWith(two), nodeWith(two))))
                .isEqualTo(2);
        assertThat(uploadedAtOnce(BEA, 8, List.of(nodeWith(room), nodeWith(room))))
                .isEqualTo(3);
        assertThat(new DatasetUsages(roomWith(two)).of(ANN)).isEqualTo(new DatasetUsage("ann", 2, 2 * bytes));
        assertThat(new DatasetUsages(roomWith(two)).all(LOCAL))
                .containsExactly(new DatasetUsage("ann", 2, 2 * bytes), new DatasetUsage("bea", 3, 3 * bytes));
    }

    @Test
    void whoHasAsManyDatasetsAsTheyMayIsToldHowManyAndOthersGoOn() {
        UploadedDatasets node = nodeWith(Map.of("tamis.quota.owner.datasets", "1"));
        PreparedTable first = prepare("first", Csv.numbered(30));
        node.add(ANN, PRIVATE, first, Optional.of("a"));

        assertThatThrownBy(() -> node.prepare(
                        ANN,
                        Csv.named("second", 0.2, Scaling.NONE),
                        () -> {
                            throw new AssertionError("read");
                        },
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessage(
                        "ann may have no more uploaded datasets than 1 (tamis.quota.owner.datasets), and has 1. Delete datasets"
                                + " that are no longer needed; their rows are cleared away within seconds.");
        assertThat(node.add(ANN, PRIVATE, first, Optional.of("a")).created())
                .as("a repetition asks for nothing more")
                .isFalse();
        node.add(BEA, PRIVATE, first, Optional.empty());
        PreparedTable second = prepare("second", Csv.numbered(30));
        node.add(LOCAL, PRIVATE, first, Optional.empty());
        node.add(LOCAL, PRIVATE, second, Optional.empty());
        node.remove(ANN, Optional.empty(), "first", () -> {});
        assertThatThrownBy(() -> node.add(ANN, PRIVATE, second, Optional.empty()))
                .isInstanceOf(QuotaExceeded.class);
        while (removals.clearPiece(1)) {
            // until nothing is left
        }

        assertThat(node.add(ANN, PRIVATE, second, Optional.empty()).created()).isTrue();
    }

    @Test
    void whatIsMoreThanAnOwnerMayStoreIsRefusedWithFigures() {
        UploadedDatasets node = nodeWith(Map.of("tamis.quota.owner.dataset-storage", "10B"));
        PreparedTable table = prepare("points", Csv.numbered(30));

        QuotaExceeded refused =
                catchThrowableOfType(QuotaExceeded.class, () -> node.add(ANN, PRIVATE, table, Optional.empty()));

        assertThat(refused.details())
                .containsEntry("needed", table.storedBytes())
                .containsEntry("left", 10L)
                .containsEntry("owner", "ann");
        assertThat(refused).hasMessageContaining("tamis.quota.owner.dataset-storage");
        assertThat(jdbc.queryForObject("select count(*) from dataset_room", Integer.class))
                .isZero();
    }

    private UploadedDatasets nodeWith(Map<String, String> quotas) {
        return new UploadedDatasets(datasetRows, removals, roomWith(quotas), transactions, Clock.systemUTC());
    }

    private Room roomWith(Map<String, String> quotas) {
        return new Room(jdbc, transactions, settings(99, 1 << 20), QuotasOfTests.of(quotas));
    }

    private UploadedDatasets nodeWithRoomFor(int datasets, long bytes) {
        Room room = new Room(jdbc, transactions, settings(datasets, bytes), QuotasOfTests.of(Map.of()));
        return new UploadedDatasets(datasetRows, removals, room, transactions, Clock.systemUTC());
    }

    private static UploadSettings settings(int datasets, long bytes) {
        DataSize large = DataSize.ofMegabytes(64);
        return new UploadSettings(large, 100_000, 100, 1_000_000, 50, large, DataSize.ofBytes(bytes), datasets, 100);
    }

    private int uploadedAtOnce(Subject by, int uploads, List<UploadedDatasets> nodes) throws Exception {
        CountDownLatch together = new CountDownLatch(uploads);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < uploads; i++) {
            PreparedTable table = prepare("points" + i, Csv.numbered(30));
            UploadedDatasets node = nodes.get(i % nodes.size());
            tasks.add(() -> {
                together.countDown();
                together.await();
                try {
                    return node.add(by, PRIVATE, table, Optional.empty()).created();
                } catch (DatasetsFull | QuotaExceeded full) {
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(uploads);
        try {
            int taken = 0;
            for (Future<Boolean> answer : threads.invokeAll(tasks)) {
                taken += answer.get() ? 1 : 0;
            }
            return taken;
        } finally {
            threads.shutdownNow();
        }
    }

    private DatasetInfo add(String name, String csv) {
        return datasets.add(LOCAL, PRIVATE, prepare(name, csv), Optional.empty())
                .dataset()
                .info();
    }

    private PreparedTable prepare(String name, String csv) {
        return datasets.prepare(
                LOCAL, Csv.named(name, 0.2, Scaling.STANDARDIZE), Csv.text(csv), Optional.empty(), Optional.empty());
    }

    private static List<DatasetInfo> listed(UploadedDatasets datasets) {
        return datasets.list(LOCAL).stream().map(ListedDataset::info).toList();
    }

    private static String sha256(DatasetInfo info) {
        return info.origin().sha256();
    }

    /** All training rows in the order in which a split gives them. */
    private static List<String> rows(Dataset dataset) {
        int rows = dataset.info().trainingRows();
        Split split = dataset.split(rows - 1, 1, new Seed(7), false);
        List<String> all = new ArrayList<>();
        for (LabeledData part : List.of(split.train(), split.validation())) {
            float[] features = new float[part.features()];
            for (int row = 0; row < part.size(); row++) {
                part.copyFeatures(row, features, 0);
                all.add(Arrays.toString(features) + part.label(row));
            }
        }
        return all;
    }
}
