package dev.tamis.backup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tamis.RealPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the service's schema and no service, of which backups are made, and into which they are restored. */
final class KeptDatabase implements AutoCloseable {

    private static final String NEWEST = "latest";

    /** As the modules say it, but that whatever is of the right type means something. */
    private final TableRules rules = new TableRules() {
        @Override
        public Set<String> ofNodes() {
            return Set.of("worker", "session_key");
        }

        @Override
        public Set<String> neverEmpty() {
            return Set.of("dataset_room_lock", "quota_lock", "api_token", "scheduled_tasks");
        }

        @Override
        public Map<String, ColumnRules> columns() {
            return meanings.orElseGet(() -> tables().stream()
                    .collect(Collectors.toMap(
                            Table::name,
                            table -> new ColumnRules()
                                    .any(table.columns().stream()
                                            .map(Table.Column::name)
                                            .toArray(String[]::new)))));
        }
    };

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private Optional<Map<String, ColumnRules>> meanings = Optional.empty();
    private Backups backups;
    private Restores restores;

    private KeptDatabase(HikariDataSource pool, String version) {
        this.pool = pool;
        this.jdbc = new JdbcTemplate(pool);
        migrate(version);
    }

    /** To the newest version. */
    void migrate() {
        migrate(NEWEST);
    }

    private void migrate(String version) {
        String vendor = pool.getJdbcUrl().startsWith("jdbc:h2") ? "h2" : "postgresql";
        Flyway flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration", "classpath:db/" + vendor)
                .target(version)
                .load();
        flyway.migrate();
        Versions versions =
                new Versions(flyway, jdbc, new StaticListableBeanFactory().getBeanProvider(BuildProperties.class));
        backups = new Backups(pool, versions, List.of(rules), Clock.systemUTC());
        restores =
                new Restores(jdbc, new TransactionTemplate(new JdbcTransactionManager(pool)), versions, List.of(rules));
    }

    /** A database of H2 as an older jar has left it. @param file without its ending */
    static KeptDatabase inFile(Path file, String version) {
        HikariConfig settings = new HikariConfig();
        settings.setMaximumPoolSize(3);
        settings.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath());
        return new KeptDatabase(new HikariDataSource(settings), version);
    }

    /** @param kind H2 or PostgreSQL */
    static KeptDatabase empty(String kind) {
        return ofVersion(kind, NEWEST);
    }

    static KeptDatabase ofVersion(String kind, String version) {
        HikariConfig settings = new HikariConfig();
        settings.setMaximumPoolSize(3);
        settings.setConnectionTimeout(3_000);
        if (kind.equals("H2")) {
            settings.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            settings.setUsername("sa");
        } else {
            settings.setJdbcUrl(RealPostgres.newDatabase().url());
            settings.setUsername("postgres");
        }
        return new KeptDatabase(new HikariDataSource(settings), version);
    }

    /** Takes nothing any more but what means something to the modules. */
    KeptDatabase judging(Map<String, ColumnRules> byTable) {
        meanings = Optional.of(byTable);
        return this;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Backups backups() {
        return backups;
    }

    byte[] backup() {
        try (Backup backup = backups.begin()) {
            return rest(backup);
        }
    }

    static byte[] rest(Backup backup) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Optional<byte[]> piece = backup.next(); piece.isPresent(); piece = backup.next()) {
                all.writeBytes(piece.get());
            }
            return all.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Restored restore(byte[] archive) {
        return restore(archive, unpacked -> {});
    }

    Restored restore(byte[] archive, Room room) {
        try {
            Path file = Files.createTempFile("archive", ".zip");
            try {
                Files.write(file, archive);
                return restores.restore(file, room);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Table> tables() {
        return jdbc.execute((ConnectionCallback<List<Table>>)
                connection -> Tables.of(connection, Set.of("flyway_schema_history", "worker")));
    }

    /** All that is stored, by table, as this test reads it. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Table table : tables()) {
            rows.put(
                    table.name(),
                    jdbc
                            .query(
                                    table.select(),
                                    (row, index) -> line(row, table.columns().size()))
                            .stream()
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private static String line(ResultSet row, int columns) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            Object value = row.getObject(i);
            if (value instanceof java.sql.Timestamp || value instanceof OffsetDateTime) {
                value = row.getObject(i, OffsetDateTime.class).toInstant();
            }
            line.append(told(value)).append('|');
        }
        // So that a difference can be read.
        return line.length() < 300 ? line.toString() : line.substring(0, 100) + "... " + sha256(line.toString());
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Archive.sha256().digest(text.getBytes(StandardCharsets.UTF_16)));
    }

    private static String told(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Double number) {
            // H2 has no negative zero, wherever it comes from
            return Long.toHexString(Double.doubleToRawLongBits(number == 0 ? 0.0 : number));
        }
        if (value instanceof Short number) {
            return String.valueOf(number.intValue());
        }
        if (value instanceof Array array) {
            StringBuilder all = new StringBuilder();
            for (Object each : (Object[]) array.getArray()) {
                all.append(told(each)).append(',');
            }
            return all.toString();
        }
        return value instanceof String text ? Arrays.toString(text.toCharArray()) : String.valueOf(value);
    }

    @Override
    public void close() {
        pool.close();
    }
}
