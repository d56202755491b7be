package dev.tamis.dataset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.Zones;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.Split;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.dataset.upload.UploadSource;
import dev.tamis.space.Seed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;

/** What every database must do with uploaded datasets. */
@SpringBootTest(classes = {StoreTestApplication.class, UploadedDatasetsContract.Parts.class})
abstract class UploadedDatasetsContract {

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

        assertThat(other.datasets().list()).extracting(DatasetInfo::name).containsExactly("mnist", "points");
        assertThat(other.datasets().list().get(1)).isEqualTo(added);
        Dataset there = other.datasets().find("points").orElseThrow();
        assertThat(there.info()).isEqualTo(added);
        assertThat(rows(there))
                .isEqualTo(rows(datasets.find("points").orElseThrow()))
                .hasSize(2400);
    }

    @Test
    void anUploadIsAsOldInEveryTimeZone() {
        zones.set("America/New_York", "Asia/Kolkata");
        Instant earliest = Instant.now().truncatedTo(ChronoUnit.MICROS);
        DatasetInfo added = add("points", Csv.numbered(300));
        assertThat(((DatasetOrigin.Uploaded) added.origin()).createdAt()).isBetween(earliest, Instant.now());

        zones.set("Australia/Lord_Howe", "Europe/Berlin");

        assertThat(other.datasets().list().get(1)).isEqualTo(added);
    }

    @Test
    void contentsOfManyChunksComeBackWhole() {
        String csv = Csv.numbered(120_000).replaceAll("(?m)^(\\d+),", "$1.5,");
        add("large", csv);

        assertThat(chunks()).isEqualTo(2);
        assertThat(jdbc.queryForObject("select max(octet_length(content)) from dataset_chunk", Integer.class))
                .isEqualTo(1 << 20);
        assertThat(rows(other.datasets().find("large").orElseThrow())).hasSize(96_000);
    }

    @Test
    void theRowsOfARemovedDatasetAreClearedAwayByPieces() {
        add("large", Csv.numbered(120_000).replaceAll("(?m)^(\\d+),", "$1.5,"));

        assertThat(datasets.remove("large", () -> {})).isTrue();

        assertThat(other.datasets().find("large")).isEmpty();
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
                Csv.named("broken", 0.2, Scaling.STANDARDIZE), goneInTheEnd, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> datasets.add(table, Optional.empty())).hasMessageContaining("temporary file is gone");
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
                return datasets.add(table, Optional.empty()).dataset().name();
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
        UploadedDatasets.Stored first = datasets.add(prepare("points", Csv.numbered(30)), key);
        assertThat(first.created()).isTrue();

        PreparedTable again = datasets.prepare(
                Csv.named("points", 0.2, Scaling.STANDARDIZE), Csv.text(Csv.numbered(30)), Optional.empty(), key);
        assertThat(datasets.add(again, key)).isEqualTo(new UploadedDatasets.Stored(first.dataset(), false));
        PreparedTable other = datasets.prepare(
                Csv.named("points", 0.2, Scaling.STANDARDIZE), Csv.text(Csv.numbered(31)), Optional.empty(), key);
        assertThatThrownBy(() -> datasets.add(other, key)).isInstanceOf(KeyReused.class);
        PreparedTable otherScaling = datasets.prepare(
                Csv.named("points", 0.2, Scaling.NONE), Csv.text(Csv.numbered(30)), Optional.empty(), key);
        assertThatThrownBy(() -> datasets.add(otherScaling, key)).isInstanceOf(KeyReused.class);
        PreparedTable otherName = prepare("others", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.add(otherName, key)).isInstanceOf(KeyReused.class);
        assertThat(datasets.remove("points", () -> {})).isTrue();
        assertThat(datasets.add(prepare("points", Csv.numbered(31)), key).created())
                .isTrue();
    }

    @Test
    void aNameThatIsTakenIsRefusedBeforeTheFileIsRead() {
        add("points", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.prepare(
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
        List<String> oldRows = rows(other.datasets().find("points").orElseThrow());
        assertThat(datasets.remove("points", () -> {})).isTrue();
        assertThat(other.datasets().find("points")).isEmpty();

        DatasetInfo renewed = add("points", Csv.numbered(60));
        Dataset found = other.datasets().find("points").orElseThrow();
        assertThat(found.info()).isEqualTo(renewed);
        assertThat(rows(found)).hasSize(48).doesNotContainSequence(oldRows);
        assertThat(other.datasets().find("points", renewed.origin().sha256())).isPresent();
        // gone for a node that has it not in memory; never replaced by what has its name now
        assertThat(new StoreTestApplication.OtherNode(other).datasets().find("points", sha256(old)))
                .isEmpty();
    }

    @Test
    void theSameFileUploadedAgainIsTheSameDataset() {
        DatasetInfo first = add("points", Csv.numbered(30));
        List<String> rows = rows(other.datasets().find("points").orElseThrow());
        datasets.remove("points", () -> {});
        DatasetInfo again = add("points", Csv.numbered(30));

        assertThat(sha256(again)).isEqualTo(sha256(first));
        Dataset pinned = other.datasets().find("points", sha256(first)).orElseThrow();
        assertThat(rows(pinned)).isEqualTo(rows);
    }

    @Test
    void whoNeedsADatasetCanKeepItFromBeingRemoved() {
        add("points", Csv.numbered(30));
        assertThatThrownBy(() -> datasets.remove("points", () -> {
                    throw new IllegalStateException("needed");
                }))
                .hasMessage("needed");
        assertThat(datasets.find("points")).isPresent();
        assertThat(datasets.remove("nothing", () -> {})).isFalse();
    }

    @Test
    void whatIsKnownOfADatasetIsKeptToTheLastDigit() {
        DatasetInfo added = add("points", "größe,\"a \"\"b\"\"\",klasse\n1,2,ü ñ 東\n3,4,\"x,y\"\n5,6,\"x,y\"\n");

        DatasetInfo found = datasets.list().get(1);
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

        assertThat(uploadedAtOnce(8, byCount)).isEqualTo(3);
        removeAll();
        assertThat(uploadedAtOnce(8, byBytes)).isEqualTo(4);
        assertThat(jdbc.queryForObject("select sum(bytes) from dataset_room", Long.class))
                .isEqualTo(4 * bytes);
        assertThat(jdbc.queryForObject("select sum(octet_length(content)) from dataset_chunk", Long.class))
                .as("what was said before it was written")
                .isEqualTo(4 * bytes);
    }

    @Test
    void aRemovedDatasetTakesItsRoomUntilItsRowsAreGone() {
        UploadedDatasets small = nodeWithRoomFor(1, 1 << 20);
        small.add(prepare("first", Csv.numbered(30)), Optional.empty());
        assertThatThrownBy(() -> small.prepare(
                        Csv.named("second", 0.2, Scaling.NONE),
                        () -> {
                            throw new AssertionError("read");
                        },
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(DatasetsFull.class)
                .hasMessageContaining("tamis.datasets.max-count")
                .hasMessageContaining("Delete datasets");

        small.remove("first", () -> {});
        PreparedTable second = prepare("second", Csv.numbered(30));
        assertThatThrownBy(() -> small.add(second, Optional.empty())).isInstanceOf(DatasetsFull.class);
        while (removals.clearPiece(1)) {
            // until nothing is left
        }

        assertThat(small.add(second, Optional.empty()).created()).isTrue();
    }

    @Test
    void whatADeadNodeHasReservedIsFreeAfterAnHour() {
        UploadedDatasets small = nodeWithRoomFor(1, 1 << 20);
        PreparedTable table = prepare("points", Csv.numbered(30));
        jdbc.update(
                "insert into dataset_room (dataset_id, bytes, reserved_at) values (?, 1, current_timestamp)",
                UUID.randomUUID());
        assertThatThrownBy(() -> small.add(table, Optional.empty())).isInstanceOf(DatasetsFull.class);
        jdbc.update("update dataset_room set reserved_at = current_timestamp - interval '61' minute");

        assertThat(small.add(table, Optional.empty()).created()).isTrue();
    }

    private UploadedDatasets nodeWithRoomFor(int datasets, long bytes) {
        DataSize large = DataSize.ofMegabytes(64);
        UploadSettings settings =
                new UploadSettings(large, 100_000, 100, 1_000_000, 50, large, DataSize.ofBytes(bytes), datasets, 100);
        return new UploadedDatasets(
                datasetRows, removals, new Room(jdbc, transactions, settings), transactions, Clock.systemUTC());
    }

    private int uploadedAtOnce(int uploads, List<UploadedDatasets> nodes) throws Exception {
        CountDownLatch together = new CountDownLatch(uploads);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < uploads; i++) {
            PreparedTable table = prepare("points" + i, Csv.numbered(30));
            UploadedDatasets node = nodes.get(i % nodes.size());
            tasks.add(() -> {
                together.countDown();
                together.await();
                try {
                    return node.add(table, Optional.empty()).created();
                } catch (DatasetsFull full) {
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
        return datasets.add(prepare(name, csv), Optional.empty()).dataset();
    }

    private PreparedTable prepare(String name, String csv) {
        return datasets.prepare(
                Csv.named(name, 0.2, Scaling.STANDARDIZE), Csv.text(csv), Optional.empty(), Optional.empty());
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
