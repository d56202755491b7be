package dev.tamis.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A type of columns: what it is called in archives and in each database, and how its values are written. */
enum ColumnType {
    BOOLEAN("boolean", Set.of("boolean", "bool")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getBoolean(column);
        }

        @Override
        Object value(JsonNode written) {
            return written.booleanValue();
        }
    },
    SMALLINT("smallint", Set.of("smallint", "int2")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getShort(column);
        }

        @Override
        Object value(JsonNode written) {
            return written.shortValue();
        }
    },
    INTEGER("integer", Set.of("integer", "int4")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getInt(column);
        }

        @Override
        Object value(JsonNode written) {
            return written.intValue();
        }
    },
    BIGINT("bigint", Set.of("bigint", "int8")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getLong(column);
        }

        @Override
        Object value(JsonNode written) {
            return written.longValue();
        }
    },
    DOUBLE("double", Set.of("double precision", "float8")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return number(row.getDouble(column));
        }

        @Override
        Object value(JsonNode written) {
            return number(written);
        }
    },
    TEXT("text", Set.of("character varying", "varchar", "text")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        Object value(JsonNode written) {
            return text(written);
        }
    },
    UUID("uuid", Set.of("uuid")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, java.util.UUID.class).toString();
        }

        @Override
        Object value(JsonNode written) {
            return java.util.UUID.fromString(written.stringValue());
        }
    },
    INSTANT("instant", Set.of("timestamp with time zone", "timestamptz")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant().toString();
        }

        @Override
        Object value(JsonNode written) {
            OffsetDateTime moment = OffsetDateTime.parse(written.stringValue()).withOffsetSameInstant(ZoneOffset.UTC);
            if (moment.getYear() < 0 || moment.getYear() > LAST_YEAR) {
                throw new IllegalArgumentException("There is no such year");
            }
            return moment;
        }
    },
    BYTES("bytes", Set.of("binary varying", "varbinary", "bytea")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return Base64.getEncoder().encodeToString(row.getBytes(column));
        }

        @Override
        Object value(JsonNode written) {
            return Base64.getDecoder().decode(written.stringValue());
        }
    },
    TEXTS("text[]", Set.of("character varying array", "_varchar", "_text")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return elements(row.getArray(column));
        }

        @Override
        Object value(JsonNode written) {
            return StreamSupport.stream(written.spliterator(), false)
                    .map(each -> each.isNull() ? null : text(each))
                    .toArray(String[]::new);
        }

        @Override
        Optional<String> elementType() {
            return Optional.of("varchar");
        }
    },
    INTEGERS("integer[]", Set.of("integer array", "_int4")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return elements(row.getArray(column));
        }

        @Override
        Object value(JsonNode written) {
            return StreamSupport.stream(written.spliterator(), false)
                    .map(each -> each.isNull() ? null : each.intValue())
                    .toArray(Integer[]::new);
        }

        @Override
        Optional<String> elementType() {
            return Optional.of("int4");
        }
    },
    DOUBLES("double[]", Set.of("double precision array", "_float8")) {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return elements(row.getArray(column));
        }

        @Override
        Object value(JsonNode written) {
            return StreamSupport.stream(written.spliterator(), false)
                    .map(each -> each.isNull() ? null : number(each))
                    .toArray(Double[]::new);
        }

        @Override
        Optional<String> elementType() {
            return Optional.of("float8");
        }
    };

    /** H2 keeps years that nobody can read again as ISO 8601 writes them. */
    private static final int LAST_YEAR = 9999;

    private final String written;
    private final Set<String> inDatabases;

    ColumnType(String written, Set<String> inDatabases) {
        this.written = written;
        this.inDatabases = inDatabases;
    }

    /**
     * By what a database calls it.
     *
     * @throws IllegalArgumentException if values of it cannot be in archives
     */
    static ColumnType of(String inDatabase) {
        String plain = inDatabase.toLowerCase(Locale.ROOT).replaceAll("\\(\\d+\\)", "");
        return Arrays.stream(values())
                .filter(each -> each.inDatabases.contains(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The type " + inDatabase + " has no form in archives"));
    }

    /** By what archives call it. */
    @JsonCreator
    static ColumnType written(String name) {
        return Arrays.stream(values())
                .filter(each -> each.written.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no type of columns " + name));
    }

    @JsonValue
    String written() {
        return written;
    }

    /** The value of a column as JSON has it; what it is of null does not count. */
    abstract Object read(ResultSet row, int column) throws SQLException;

    /** What a statement takes for what {@link #read} has made of it. */
    abstract Object value(JsonNode written);

    /** Of arrays, as PostgreSQL calls it. */
    Optional<String> elementType() {
        return Optional.empty();
    }

    final Object readOrNull(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? null : read(row, column);
    }

    /** @throws IllegalArgumentException if the value is none of this type */
    final Object valueOrNull(JsonNode written) {
        return written.isNull() ? null : value(written);
    }

    final void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        Optional<String> elements = elementType();
        if (value != null && elements.isPresent()) {
            statement.setArray(index, statement.getConnection().createArrayOf(elements.get(), (Object[]) value));
        } else {
            statement.setObject(index, value);
        }
    }

    /** H2 would keep what PostgreSQL does not, and no request may hold. */
    private static String text(JsonNode written) {
        String text = written.stringValue();
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A text must not hold NUL");
        }
        return text;
    }

    private static List<Object> elements(Array array) throws SQLException {
        List<Object> elements = new ArrayList<>();
        for (Object each : (Object[]) array.getArray()) {
            elements.add(each instanceof Double number ? number(number) : each);
        }
        return elements;
    }

    /** JSON has no NaN and no infinity. */
    private static Object number(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        return Double.toString(value);
    }

    private static double number(JsonNode written) {
        return written.isString() ? Double.parseDouble(written.stringValue()) : written.doubleValue();
    }
}
