package dev.tamis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of experiments as an older program has stored them, and what becomes of them in this one. */
public final class OldRows {

    /** The newest migration that they have seen. */
    private static final String VERSION = "16";

    private static final List<String> TABLES = List.of("experiment", "round", "trial", "measurement");

    private final DataSource database;

    private OldRows(DataSource database) {
        this.database = database;
    }

    /** A file that was made by the older program, or from its database. */
    public static String file(String name) {
        try (InputStream packed = OldRows.class.getResourceAsStream("old/" + name + ".gz");
                InputStream content = new GZIPInputStream(packed)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows, put into an empty database as it was then, which then is brought up to date. */
    public static OldRows migratedIn(DataSource empty) {
        flyway(empty).target(VERSION).load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(empty);
        String[] columns = {};
        for (String line : file("rows.tsv").split("\n")) {
            String[] values = line.split("\t", -1);
            if (line.startsWith("#")) {
                columns = values;
            } else {
                insert(jdbc, columns[0].substring(1), List.of(columns).subList(1, columns.length), List.of(values));
            }
        }
        flyway(empty).load().migrate();
        return new OldRows(empty);
    }

    private static FluentConfiguration flyway(DataSource database) {
        String vendor = new JdbcTemplate(database)
                .execute((ConnectionCallback<String>) connection -> postgres(connection) ? "postgresql" : "h2");
        return Flyway.configure().dataSource(database).locations("classpath:db/migration", "classpath:db/" + vendor);
    }

    /** Text means what the column is, but for bytes. */
    private static void insert(JdbcTemplate jdbc, String table, List<String> columns, List<String> values) {
        jdbc.update(
                "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")",
                statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        String value = values.get(i);
                        if (value.equals("\\N")) {
                            statement.setNull(i + 1, Types.NULL);
                        } else if (value.startsWith("base64:")) {
                            statement.setBytes(i + 1, Base64.getDecoder().decode(value.substring(7)));
                        } else if (postgres(statement.getConnection())) {
                            statement.setObject(i + 1, value, Types.OTHER);
                        } else {
                            statement.setString(i + 1, value);
                        }
                    }
                });
    }

    private static boolean postgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** Copies them, as they are now, to another database of this version. */
    public void into(DataSource other) {
        JdbcTemplate from = new JdbcTemplate(database);
        JdbcTemplate to = new JdbcTemplate(other);
        for (String table : TABLES) {
            for (Map<String, Object> row : rows(from, table)) {
                to.update(
                        "insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
                                + String.join(", ", Collections.nCopies(row.size(), "?")) + ")",
                        row.values().toArray());
            }
        }
    }

    private static List<Map<String, Object>> rows(JdbcTemplate jdbc, String table) {
        return jdbc.query("select * from " + table, (row, index) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                Object value = row.getObject(i);
                if (value instanceof Array array) {
                    value = new ArrayList<>(List.of((Object[]) array.getArray())).toArray();
                } else if (value instanceof java.sql.Timestamp) {
                    value = row.getObject(i, OffsetDateTime.class);
                }
                values.put(row.getMetaData().getColumnName(i), value);
            }
            return values;
        });
    }
}
