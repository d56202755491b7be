package dev.tamis.backup;

import dev.tamis.space.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Brings archives back, each whole or not at all. */
@Component
public class Restores {

    private static final int ROWS_AT_A_TIME = 200;

    /** Of what is written of them; rows differ by a factor of 10,000. */
    private static final int CHARACTERS_AT_A_TIME = 2 << 20;

    private static final int LONGEST_VERSION = 50;

    /** SQLSTATE classes: values that a column does not take, and rows that are in each other's way. */
    private static final String DATA = "22";

    private static final String INTEGRITY = "23";

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Versions versions;
    private final List<TableRules> rules;

    Restores(JdbcTemplate jdbc, TransactionOperations transaction, Versions versions, List<TableRules> rules) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.versions = versions;
        this.rules = rules;
    }

    /**
     * Refuses where something is stored already, before anybody reads an archive.
     *
     * @throws dev.tamis.space.Refusal if this service is not empty
     */
    public void requireEmpty() {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            requireEmpty(connection, tables(connection));
            return null;
        });
    }

    /**
     * Stores all that is in an archive.
     *
     * @param room for its rows
     * @throws dev.tamis.space.Refusal if it is damaged or of another version, or if this service is not empty
     */
    public Restored restore(Path file, Room room) {
        try (Archive archive = Archive.open(file, room)) {
            Manifest manifest = archive.manifest();
            if (!manifest.schemaVersion().equals(versions.schema())) {
                throw UnusableArchive.ofAnotherVersion("its tables are those of schema version "
                        + shown(manifest.schemaVersion()) + " (service " + shown(manifest.serviceVersion())
                        + "), and here they are of schema version " + versions.schema());
            }
            Restored brought = transaction.execute(status -> {
                Restored restored = jdbc.execute((ConnectionCallback<Restored>) to -> restore(archive, to));
                rules.forEach(TableRules::checkTogether);
                rules.forEach(TableRules::restored);
                return restored;
            });
            rules.forEach(TableRules::brought);
            return brought;
        } catch (MeaninglessRow contradiction) {
            throw UnusableArchive.meaningless(contradiction.row(), contradiction);
        } catch (ConcurrencyFailureException | QueryTimeoutException locked) {
            throw new NotEmpty(); // by whoever stores something, or restores; the second is what H2's lock time-out is
            // taken for
        } catch (DataIntegrityViolationException inTheWay) {
            requireEmpty(); // otherwise it is what others have stored meanwhile
            throw UnusableArchive.damaged(
                    "rows of it lack a value, or are in each other's way, or refer to rows that it has not");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String shown(String version) {
        return Shown.name(version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version);
    }

    private List<Table> tables(Connection connection) throws SQLException {
        Set<String> except = new HashSet<>(Set.of(versions.table()));
        rules.forEach(each -> except.addAll(each.ofNodes()));
        return Tables.of(connection, except);
    }

    private void requireEmpty(Connection connection, List<Table> tables) throws SQLException {
        Set<String> never = neverEmpty();
        List<String> filled = new ArrayList<>();
        for (Table table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet one = statement.executeQuery("select 1 from " + table.quoted() + " limit 1")) {
                if (!never.contains(table.name()) && one.next()) {
                    filled.add(table.name());
                }
            }
        }
        if (!filled.isEmpty()) {
            throw new NotEmpty(filled);
        }
    }

    private Restored restore(Archive archive, Connection to) throws SQLException {
        Manifest manifest = archive.manifest();
        List<Table> tables = tables(to);
        requireSameTables(manifest, tables);
        clear(to, tables); // waits for whoever has been let in and not yet committed, so that they are seen below
        requireEmpty(to, tables);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            Manifest.Part part = manifest.tables().get(i);
            insert(archive, part, tables.get(i), to);
            rows.put(part.name(), part.rows());
        }
        return new Restored(manifest.moment(), manifest.schemaVersion(), manifest.serviceVersion(), rows);
    }

    /** Children before their parents. */
    private void clear(Connection connection, List<Table> tables) throws SQLException {
        for (int i = tables.size() - 1; i >= 0; i--) {
            if (neverEmpty().contains(tables.get(i).name())) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("delete from " + tables.get(i).quoted());
                }
            }
        }
    }

    private Set<String> neverEmpty() {
        return rules.stream().flatMap(each -> each.neverEmpty().stream()).collect(Collectors.toSet());
    }

    private static void requireSameTables(Manifest manifest, List<Table> tables) {
        boolean same = manifest.tables().size() == tables.size();
        for (int i = 0; same && i < tables.size(); i++) {
            same = manifest.tables().get(i).fits(tables.get(i));
        }
        if (!same) {
            throw UnusableArchive.ofAnotherVersion("its tables and their columns are not those of this service");
        }
    }

    private void insert(Archive archive, Manifest.Part part, Table table, Connection to) throws SQLException {
        ColumnRules meaning = meaning(table);
        long number = 0;
        try (JsonParser rows = archive.rows(part);
                PreparedStatement insert = to.prepareStatement(table.insert())) {
            int waiting = 0;
            long characters = 0;
            while (rows.nextToken() != null) {
                number++;
                JsonNode row = rows.readValueAsTree();
                bind(insert, table, row, meaning);
                insert.addBatch();
                waiting++;
                characters += size(row);
                if (waiting == ROWS_AT_A_TIME || characters > CHARACTERS_AT_A_TIME) {
                    insert.executeBatch();
                    waiting = 0;
                    characters = 0;
                }
            }
            insert.executeBatch();
        } catch (JacksonException | IllegalArgumentException | DateTimeException unreadable) {
            throw UnusableArchive.damaged("row " + number + " of " + part.name() + " is none of that table");
        } catch (MeaninglessRow meaningless) {
            throw UnusableArchive.meaningless("row " + number + " of " + part.name(), meaningless);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException refused) {
            throw refusal(refused, part);
        }
    }

    private static void bind(PreparedStatement insert, Table table, JsonNode row, ColumnRules meaning)
            throws SQLException {
        List<Table.Column> columns = table.columns();
        if (!row.isArray() || row.size() != columns.size()) {
            throw new IllegalArgumentException("A row must have as many values as the table has columns");
        }
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = columns.get(i).type().valueOrNull(row.get(i));
            columns.get(i).type().bind(insert, i + 1, value);
            values.put(columns.get(i).name(), value);
        }
        meaning.check(values);
    }

    private ColumnRules meaning(Table table) {
        return rules.stream()
                .map(each -> each.columns().get(table.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody says what rows of " + table.name() + " mean"));
    }

    private static long size(JsonNode row) {
        long size = 0;
        for (JsonNode value : row) {
            size += value.isString() ? value.stringValue().length() : 8L * (1 + value.size());
        }
        return size;
    }

    /** The manifest says that rows are those of a database: what one does not take, another has taken. */
    private static RuntimeException refusal(SQLException refused, Manifest.Part part) throws SQLException {
        String state = refused.getSQLState() == null ? "" : refused.getSQLState();
        if (state.startsWith(DATA)) {
            return UnusableArchive.damaged("this database takes no such values of " + part.name());
        }
        if (state.startsWith(INTEGRITY)) {
            return new DataIntegrityViolationException(part.name(), refused);
        }
        throw refused;
    }
}
