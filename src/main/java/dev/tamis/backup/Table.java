package dev.tamis.backup;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the database.
 *
 * @param name in lower case, as archives have it
 * @param quoted as statements have it
 * @param columns by name
 */
record Table(String name, String quoted, List<Column> columns) {

    /** @param name in lower case */
    record Column(String name, String quoted, ColumnType type) {}

    String select() {
        return "select " + list(columns.stream().map(Column::quoted)) + " from " + quoted;
    }

    String insert() {
        return "insert into " + quoted + " (" + list(columns.stream().map(Column::quoted)) + ") values ("
                + list(columns.stream().map(column -> "?")) + ")";
    }

    private static String list(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
