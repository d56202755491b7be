package dev.tamis.backup;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What tables there are, as the database itself says. */
final class Tables {

    private static final Set<String> ORDINARY = Set.of("TABLE", "BASE TABLE");

    private final Connection connection;
    private final DatabaseMetaData metadata;
    private final String quote;

    private Tables(Connection connection) throws SQLException {
        this.connection = connection;
        this.metadata = connection.getMetaData();
        this.quote = metadata.getIdentifierQuoteString();
    }

    /**
     * All but some, each after those that its foreign keys lead to.
     *
     * @param except names in lower case
     */
    static List<Table> of(Connection connection, Set<String> except) throws SQLException {
        return new Tables(connection).read(except);
    }

    private List<Table> read(Set<String> except) throws SQLException {
        Map<String, String> names = names();
        names.keySet().removeAll(except);
        Map<String, List<Table.Column>> columns = columns(names.keySet());
        Map<String, Set<String>> needed = new TreeMap<>();
        for (Map.Entry<String, String> each : names.entrySet()) {
            Set<String> parents = parents(each.getValue());
            parents.remove(each.getKey());
            parents.retainAll(names.keySet());
            needed.put(each.getKey(), parents);
        }
        List<Table> tables = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!needed.isEmpty()) {
            String next = needed.keySet().stream()
                    .filter(name -> done.containsAll(needed.get(name)))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("Foreign keys go round in a circle: " + needed.keySet()));
            needed.remove(next);
            done.add(next);
            tables.add(new Table(next, quoted(names.get(next)), columns.get(next)));
        }
        return tables;
    }

    /** As the database writes them, by what they are in lower case. */
    private Map<String, String> names() throws SQLException {
        Map<String, String> names = new TreeMap<>();
        try (ResultSet tables = metadata.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (tables.next()) {
                if (ORDINARY.contains(tables.getString("TABLE_TYPE"))) {
                    String name = tables.getString("TABLE_NAME");
                    names.put(lower(name), name);
                }
            }
        }
        return names;
    }

    /** By their names, for databases that came to be in different ways have them in different orders. */
    private Map<String, List<Table.Column>> columns(Set<String> of) throws SQLException {
        Map<String, List<Table.Column>> byTable = new TreeMap<>();
        try (ResultSet columns = metadata.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                String table = lower(columns.getString("TABLE_NAME"));
                String name = columns.getString("COLUMN_NAME");
                if (of.contains(table)) {
                    byTable.computeIfAbsent(table, absent -> new ArrayList<>())
                            .add(new Table.Column(lower(name), quoted(name), typeOf(columns)));
                }
            }
        }
        byTable.values().forEach(each -> each.sort(Comparator.comparing(Table.Column::name)));
        return byTable;
    }

    private static ColumnType typeOf(ResultSet column) throws SQLException {
        try {
            return ColumnType.of(column.getString("TYPE_NAME"));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException(
                    "The column " + column.getString("TABLE_NAME") + "." + column.getString("COLUMN_NAME")
                            + " cannot be in a backup: " + unknown.getMessage(),
                    unknown);
        }
    }

    private Set<String> parents(String table) throws SQLException {
        Set<String> parents = new TreeSet<>();
        try (ResultSet keys = metadata.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (keys.next()) {
                parents.add(lower(keys.getString("PKTABLE_NAME")));
            }
        }
        return parents;
    }

    private String quoted(String name) {
        return quote + name + quote;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
