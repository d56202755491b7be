package dev.tamis.experiment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.support.SqlArrayValue;

/** How the values of metrics stand in the database: an array, in the order of the plan's metrics. */
public final class StoredMetrics {

    private StoredMetrics() {}

    /** @param values null for none yet */
    static Object write(List<Double> values) {
        return values == null
                ? new SqlParameterValue(Types.ARRAY, null)
                : new SqlArrayValue("float8", values.toArray());
    }

    /** Null where there are none yet. */
    static List<Double> read(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? null
                : Arrays.stream((Object[]) array.getArray())
                        .map(Double.class::cast)
                        .toList();
    }

    /** An element in SQL. @param place 0-based */
    public static String element(String column, int place) {
        return column + "[" + (place + 1) + "]";
    }
}
