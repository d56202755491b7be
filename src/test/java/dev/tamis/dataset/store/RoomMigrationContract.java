package dev.tamis.dataset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.quota.QuotasOfTests;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Datasets that were uploaded before they had a bound all together. One subclass for each database. */
abstract class RoomMigrationContract {

    private static final UUID LARGE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID SMALL = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final UUID REMOVED = UUID.fromString("00000000-0000-0000-0000-000000000003");

    /** @param vendor the folder of its own migrations */
    record Empty(DataSource source, String vendor) {}

    abstract Empty newDatabase();

    @Test
    void takeTheRoomThatTheirRowsTakeAndNoMoreIsGivenThanIsLeft() {
        Empty database = newDatabase();
        JdbcTemplate jdbc = new JdbcTemplate(database.source());
        migrationsOf(database).target("15").load().migrate();
        dataset(jdbc, LARGE, "large");
        dataset(jdbc, SMALL, "small");
        chunk(jdbc, LARGE, 0, 1000);
        chunk(jdbc, LARGE, 1, 500);
        chunk(jdbc, SMALL, 0, 200);
        chunk(jdbc, REMOVED, 7, 30);
        jdbc.update("insert into dataset_removal (dataset_id, removed_at) values (?, current_timestamp)", REMOVED);

        migrationsOf(database).load().migrate();

        Map<UUID, Long> rooms = new TreeMap<>();
        jdbc.query("select dataset_id, bytes from dataset_room where reserved_at is null", row -> {
            rooms.put(row.getObject("dataset_id", UUID.class), row.getLong("bytes"));
        });
        assertThat(jdbc.queryForList("select distinct owner || ' ' || visibility from dataset", String.class))
                .containsExactly("admin PRIVATE");
        assertThat(room(jdbc, 1_830, 9).usages()).containsExactly(new DatasetUsage("admin", 2, 1700));
        assertThat(rooms).isEqualTo(Map.of(LARGE, 1500L, SMALL, 200L, REMOVED, 30L));
        assertThatThrownBy(() -> room(jdbc, 1_830, 9).reserve(UUID.randomUUID(), "admin", 101))
                .isInstanceOf(DatasetsFull.class)
                .hasMessageContaining("1830 bytes")
                .hasMessageContaining("take 1730 and this one 101");
        assertThatThrownBy(() -> room(jdbc, 1_830, 3).requireSome("admin"))
                .isInstanceOf(DatasetsFull.class)
                .hasMessageContaining("3 uploaded datasets");
        room(jdbc, 1_830, 9).reserve(UUID.randomUUID(), "admin", 100);
    }

    private static FluentConfiguration migrationsOf(Empty database) {
        return Flyway.configure()
                .dataSource(database.source())
                .locations("classpath:db/migration", "classpath:db/" + database.vendor());
    }

    private static void dataset(JdbcTemplate jdbc, UUID id, String name) {
        jdbc.update("""
                insert into dataset (id, name, label, scaling, features, class_names, class_training_rows,
                    class_test_rows, test_rows, sha256, created_at)
                values (?, ?, 'class', 'NONE', 1, array['a', 'b'], array[1, 1], array[0, 0], 0, '00', current_timestamp)""", id, name);
    }

    private static void chunk(JdbcTemplate jdbc, UUID dataset, int number, int bytes) {
        jdbc.update(
                "insert into dataset_chunk (dataset_id, number, content) values (?, ?, ?)",
                dataset,
                number,
                new byte[bytes]);
    }

    private static Room room(JdbcTemplate jdbc, long bytes, int datasets) {
        DataSize large = DataSize.ofMegabytes(64);
        return new Room(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(jdbc.getDataSource())),
                new UploadSettings(large, 100_000, 100, 1_000_000, 50, large, DataSize.ofBytes(bytes), datasets, 100),
                QuotasOfTests.of(Map.of()));
    }
}
