package dev.tamis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** One moment of a database in a file, and back, into whichever database. */
class BackupTest {

    private static final Random RANDOM = new Random(1);

    /** Which decimals, JSON and databases treat in different ways. */
    private static final Double[] NUMBERS = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.MIN_NORMAL,
        0.1,
        1.0 / 3,
        1e23,
        9007199254740993.0,
        2.0E-3,
        null
    };

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "\\N",
            "\\u0041",
            "\"quoted\", 'quoted'",
            "a,b\tc\nd\r\ne",
            "\u0001\u001f\u007f\u0085\u2028\ufeff",
            "e\u0301 \u00e9 \u1e9e \u0130",
            "\ud83d\udc69\u200d\ud83d\udd2c \ud800\udc00",
            "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u4e2d\u6587",
            "x".repeat(100_000));

    /** Children come before their parents in the alphabet, and not in an archive. */
    private static void fill(JdbcTemplate jdbc) {
        Instant moment = Instant.parse("2026-03-29T01:59:59.123456Z");
        for (int i = 0; i < TEXTS.size(); i++) {
            jdbc.update(
                    "insert into search_space (id, name, space, owner, created_at, idempotency_key)"
                            + " values (?, ?, ?, 'somebody', ?, ?)",
                    UUID.randomUUID(),
                    "space " + i,
                    TEXTS.get(i),
                    time(moment.plusNanos(1000L * i)),
                    i % 2 == 0 ? null : "key " + i);
        }
        UUID experiment = UUID.randomUUID();
        jdbc.update(
                """
                insert into experiment (id, name, owner, state, plan, created_at, ran_for_millis, run, lanes, awaiting_approval,
                    change_number, trials_waiting, trials_running, trials_completed, trials_pruned, trials_failed,
                    trials_cancelled, best_value)
                values (?, '', 'somebody', 'RUNNING', '{}', ?, ?, 2147483647, -1, true, 1, 0, 0, 0, 0, 0, 0, ?)""",
                experiment,
                time(Instant.parse("1969-12-31T23:59:59.999999Z")),
                Long.MIN_VALUE,
                Double.NEGATIVE_INFINITY);
        jdbc.update("""
                insert into final_evaluation (experiment_id, trial_number, state, requested_at) values (?, 0, 'x', ?)""", experiment, time(moment));
        jdbc.update("""
                insert into final_network (experiment_id, number, train_accuracy, test_loss, test_correct)
                values (?, 0, ?, ?, 1)""", experiment, Double.NaN, -0.0);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[i];
            RANDOM.nextBytes(bytes);
            int number = i;
            jdbc.update("""
                    insert into trial (experiment_id, number, round, pack, state, parameters, attempt, deaths, epochs,
                        epochs_done, change_number, metrics, best_metrics)
                    values (?, ?, 1, 0, 'WAITING', '{}', 0, 0, 1, 1, ?, ?, ?)""", statement -> {
                statement.setObject(1, experiment);
                statement.setInt(2, number);
                statement.setLong(3, Long.MAX_VALUE - number);
                statement.setArray(4, statement.getConnection().createArrayOf("float8", someNumbers(number)));
                statement.setArray(5, statement.getConnection().createArrayOf("float8", NUMBERS));
            });
            jdbc.update(
                    "insert into measurement (experiment_id, trial_number, epoch, metrics, iteration_losses)"
                            + " values (?, ?, 1, ?, ?)",
                    experiment,
                    i,
                    bytes,
                    i % 2 == 0 ? bytes : null);
        }
        jdbc.update("""
                insert into dataset (id, name, owner, label, scaling, features, class_names, class_training_rows,
                    class_test_rows, test_rows, sha256, created_at)
                values (?, 'd', 'somebody', 'label', 'NONE', 1, ?, ?, ?, 0, '', ?)""", statement -> {
            statement.setObject(1, UUID.randomUUID());
            statement.setArray(2, statement.getConnection().createArrayOf("varchar", new String[] {
                "", "{a,b}", "\"", "\ud83d\udc69", "null"
            }));
            statement.setArray(3, statement.getConnection().createArrayOf("int4", new Integer[] {Integer.MIN_VALUE, 7
            }));
            statement.setArray(4, statement.getConnection().createArrayOf("int4", new Integer[] {}));
            statement.setObject(5, time(moment));
        });
        jdbc.update(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)"
                        + " values ('lane', 'x', ?, true, 1, ?)",
                OffsetDateTime.ofInstant(moment, ZoneOffset.ofHours(-5)),
                Short.MIN_VALUE);
        jdbc.update(
                "insert into worker (name, threads, memory, seen_at) values ('of this node', 1, 1, ?)", time(moment));
    }

    private static Double[] someNumbers(int count) {
        return RANDOM.longs(count)
                .mapToDouble(Double::longBitsToDouble)
                .map(each -> Double.isNaN(each) ? 0.5 : each)
                .boxed()
                .toArray(Double[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Test
    void everyValueIsTheSameAfterAWayThroughTheOtherDatabaseAndBack() {
        try (KeptDatabase first = KeptDatabase.empty("H2");
                KeptDatabase second = KeptDatabase.empty("PostgreSQL");
                KeptDatabase third = KeptDatabase.empty("H2")) {
            fill(first.jdbc());
            Restored restored = second.restore(first.backup());
            third.restore(second.backup());

            assertThat(restored.rows())
                    .containsEntry("trial", 300L)
                    .containsEntry("dataset_room_lock", 1L)
                    .doesNotContainKeys("worker", "flyway_schema_history");
            assertThat(second.rows()).isEqualTo(first.rows());
            assertThat(third.rows()).isEqualTo(first.rows());
            assertThat(third.jdbc().queryForObject("select count(*) from worker", Integer.class))
                    .isZero();
        }
    }

    @Test
    void bothDatabasesHaveTheSameTablesAndTypes() {
        try (KeptDatabase h2 = KeptDatabase.empty("H2");
                KeptDatabase postgres = KeptDatabase.empty("PostgreSQL")) {
            assertThat(h2.tables()).hasSizeGreaterThan(12);
            for (int i = 0; i < h2.tables().size(); i++) {
                assertThat(Manifest.Part.of(h2.tables().get(i), 0, "")
                                .fits(postgres.tables().get(i)))
                        .as("%s and %s", h2.tables().get(i), postgres.tables().get(i))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void whatChangesWhileItIsTakenIsNotInIt(String kind) throws IOException {
        try (KeptDatabase database = KeptDatabase.empty(kind);
                KeptDatabase other = KeptDatabase.empty("H2")) {
            fill(database.jdbc());
            Map<String, List<String>> then = database.rows();
            byte[] archive;
            try (Backup backup = database.backups().begin()) {
                // before any table was read, and in the middle of them
                database.jdbc().update("delete from search_space where name = 'space 3'");
                database.jdbc().update("update trial set reason = 'later'");
                byte[] first = backup.next().orElseThrow();
                database.jdbc().update("delete from trial where number > 100");
                database.jdbc().update("delete from measurement");
                database.jdbc().update("update scheduled_tasks set version = 2");
                byte[] rest = KeptDatabase.rest(backup);
                assertThat(rest).hasSizeGreaterThan(100_000);
                archive = Arrays.copyOf(first, first.length + rest.length);
                System.arraycopy(rest, 0, archive, first.length, rest.length);
            }
            other.restore(archive);

            assertThat(other.rows()).isEqualTo(then).isNotEqualTo(database.rows());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aNodeMakesOneAtATimeAndItsConnectionComesBackAsItWas(String kind) {
        try (KeptDatabase database = KeptDatabase.empty(kind)) {
            List<Object> before = bothConnections(database);
            Backup first = database.backups().begin();
            assertThatThrownBy(database.backups()::begin)
                    .isInstanceOf(Refusal.class)
                    .satisfies(refused ->
                            assertThat(((Refusal) refused).code().name()).isEqualTo("BACKUP_UNDER_WAY"));
            first.close();
            first.close();

            assertThat(database.backup()).isNotEmpty();
            assertThat(bothConnections(database)).isEqualTo(before);
        }
    }

    private static List<Object> bothConnections(KeptDatabase database) {
        return database.jdbc().execute((ConnectionCallback<List<Object>>) one -> database.jdbc()
                .execute((ConnectionCallback<List<Object>>) two -> List.of(
                        one.getTransactionIsolation(),
                        two.getTransactionIsolation(),
                        one.getAutoCommit(),
                        two.getAutoCommit(),
                        one.isReadOnly(),
                        two.isReadOnly(),
                        isLazy(one),
                        isLazy(two))));
    }

    private static boolean isLazy(Connection connection) throws java.sql.SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                && connection.unwrap(org.h2.jdbc.JdbcConnection.class).getSession()
                        instanceof org.h2.engine.SessionLocal session
                && session.isLazyQueryExecution();
    }

    @Test
    void whatIsCutOrDamagedIsFoundAndNothingOfItIsStored() {
        try (KeptDatabase source = KeptDatabase.empty("H2");
                KeptDatabase target = KeptDatabase.empty("H2")) {
            fill(source.jdbc());
            byte[] archive = source.backup();
            Map<String, List<String>> empty = target.rows();

            for (int length = 0; length < archive.length; length += 1 + archive.length / 20) {
                byte[] cut = Arrays.copyOf(archive, length);
                assertRefused(target, cut, "BACKUP_DAMAGED");
            }
            int found = 0;
            int flipped = 0;
            for (int at = archive.length - 1; at >= 0; at -= 1 + archive.length / 150) {
                byte[] damaged = archive.clone();
                damaged[at] ^= 0x10;
                flipped++;
                try {
                    target.restore(damaged);
                    assertThat(target.rows())
                            .as("what does not matter, such as a file's time")
                            .isEqualTo(source.rows());
                    clear(target);
                } catch (Refusal refused) {
                    found++;
                    assertThat(refused.code().name()).startsWith("BACKUP_");
                }
                assertThat(target.rows()).isEqualTo(empty);
            }
            assertThat(found).as("of %d", flipped).isGreaterThan(flipped * 9 / 10);
        }
    }

    private static void clear(KeptDatabase database) {
        List<Table> tables = database.tables();
        for (int i = tables.size() - 1; i >= 0; i--) {
            if (!tables.get(i).name().endsWith("_lock")) {
                database.jdbc().update("delete from " + tables.get(i).quoted());
            }
        }
    }

    @Test
    void anotherSchemaVersionIsNamed() {
        try (KeptDatabase older = KeptDatabase.ofVersion("H2", "17");
                KeptDatabase newer = KeptDatabase.empty("H2")) {
            assertThatThrownBy(() -> newer.restore(older.backup()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("schema version 17 (service unknown)")
                    .hasMessageMatching("(?s).*here they are of schema version (2\\d|[3-9]\\d).*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void nothingIsMixed(String kind) {
        try (KeptDatabase database = KeptDatabase.empty(kind)) {
            fill(database.jdbc());
            byte[] archive = database.backup();
            Map<String, List<String>> before = database.rows();

            assertRefused(database, archive, "SERVICE_NOT_EMPTY");
            assertThat(database.rows()).isEqualTo(before);
        }
    }

    @Test
    void whatTheOtherDatabaseCannotHoldIsRefusedAsAWhole() {
        try (KeptDatabase h2 = KeptDatabase.empty("H2");
                KeptDatabase postgres = KeptDatabase.empty("PostgreSQL")) {
            fill(h2.jdbc());
            h2.jdbc().update("update search_space set space = ? where name = 'space 3'", "no character: \u0000");
            Map<String, List<String>> empty = postgres.rows();

            assertRefused(postgres, h2.backup(), "BACKUP_DAMAGED");
            assertThat(postgres.rows()).isEqualTo(empty);
        }
    }

    @Test
    void anyZipToolReadsIt() throws IOException {
        try (KeptDatabase database = KeptDatabase.empty("H2")) {
            fill(database.jdbc());
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(database.backup()))) {
                while (!zip.getNextEntry().getName().equals("rows/dataset.jsonl")) {
                    // tables come in the order of their names
                }
                assertThat(new String(zip.readAllBytes())).startsWith("[[").endsWith("]\n");
            }
        }
    }

    private static void assertRefused(KeptDatabase target, byte[] archive, String code) {
        assertThatThrownBy(() -> target.restore(archive))
                .isInstanceOf(Refusal.class)
                .satisfies(
                        refused -> assertThat(((Refusal) refused).code().name()).isEqualTo(code));
    }
}
