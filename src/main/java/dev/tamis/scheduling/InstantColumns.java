package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * How instants get into columns of the type {@code timestamp with time zone} and out again, for this module's own SQL and for
 * the scheduler's library: as JDBC's type for it, which needs no zone of the machine, of the session or of the server. Both
 * databases understand the library's SQL for PostgreSQL.
 */
class InstantColumns extends PostgreSqlJdbcCustomization {

    private final Times times;

    /** @param times the library lives by the steady one, and what it writes down is read on the wall */
    InstantColumns(Times times) {
        super(true, false);
        this.times = times;
    }

    /** As a parameter of a statement. */
    static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant == null ? null : parameter(times.onTheWall(instant)));
    }

    @Override
    public Instant getInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : times.steadily(found.toInstant());
    }
}
