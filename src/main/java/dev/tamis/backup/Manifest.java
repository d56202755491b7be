package dev.tamis.backup;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an archive says of itself.
 *
 * @param format of the archive
 * @param schemaVersion the newest migration of the database that it was made of
 * @param serviceVersion of the program that made it
 * @param moment whose rows these are
 */
record Manifest(int format, String schemaVersion, String serviceVersion, Instant moment, List<Part> tables) {

    static final int FORMAT = 1;

    Manifest {
        Objects.requireNonNull(schemaVersion);
        Objects.requireNonNull(serviceVersion);
        Objects.requireNonNull(moment);
        tables = List.copyOf(tables);
    }

    Manifest with(List<Part> written) {
        return new Manifest(format, schemaVersion, serviceVersion, moment, written);
    }

    /**
     * A table.
     *
     * @param columns types by name, in the order of a row's values
     * @param sha256 of the file of its rows, in hexadecimal digits
     */
    record Part(String name, Map<String, ColumnType> columns, long rows, String sha256) {

        Part {
            Objects.requireNonNull(name);
            Objects.requireNonNull(columns);
            Objects.requireNonNull(sha256);
        }

        static Part of(Table table, long rows, String sha256) {
            return new Part(table.name(), columnsOf(table), rows, sha256);
        }

        boolean fits(Table table) {
            return name.equals(table.name())
                    && List.copyOf(columns.entrySet())
                            .equals(List.copyOf(columnsOf(table).entrySet()));
        }

        String file() {
            return file(name);
        }

        static String file(String table) {
            return "rows/" + table + ".jsonl";
        }

        private static Map<String, ColumnType> columnsOf(Table table) {
            Map<String, ColumnType> columns = new LinkedHashMap<>();
            table.columns().forEach(column -> columns.put(column.name(), column.type()));
            return columns;
        }
    }
}
