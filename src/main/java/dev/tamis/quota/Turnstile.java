package dev.tamis.quota;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.MeaninglessRow;
import dev.tamis.backup.TableRules;
import dev.tamis.space.Refusal;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets one through at a time, of all nodes: nobody is let in between what another counts and what is written of it. Go through it last in
 * a transaction that takes long, for the next one waits for its end. A restore holds it from its first row to its last, and puts another one
 * in its place: whoever has waited for that is refused.
 */
public final class Turnstile implements TableRules {

    /**
     * Others are through within milliseconds. H2 waits two seconds for a lock unless told otherwise, and cannot be told by the statement:
     * its time limits for queries are the connection's, whoever has that next.
     */
    private static final String PATIENCE = "set local lock_timeout = '3s'";

    /** PostgreSQL's own, which is in no table of SQLSTATEs. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcTemplate jdbc;

    public Turnstile(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Nothing new is stored beside what an archive brings. */
    public static final class RestoreUnderWay extends Refusal {

        private static final long serialVersionUID = 1L;

        private enum Why implements Code {
            RESTORE_UNDER_WAY
        }

        private RestoreUnderWay() {
            super(
                    Why.RESTORE_UNDER_WAY,
                    "A backup is brought back at the moment, or very many are stored at once, and nothing of this is stored."
                            + " Try again when it is over.");
        }
    }

    /**
     * Part of the caller's transaction; what others have committed before is seen by the next statement.
     *
     * @throws RestoreUnderWay if a restore has gone through meanwhile, or whoever is in it does not come out
     */
    public void enter() {
        lock(jdbc, "select only_one from quota_lock for update");
    }

    /**
     * The same with the one row of another table that a restore puts another one in place of.
     *
     * @param row selects it for update
     * @throws RestoreUnderWay as {@link #enter}
     */
    public static void lock(JdbcTemplate jdbc, String row) {
        try {
            if (isPostgres(jdbc)) {
                jdbc.execute(PATIENCE);
            }
            if (jdbc.queryForList(row).isEmpty()) {
                throw new RestoreUnderWay();
            }
        } catch (ConcurrencyFailureException | QueryTimeoutException held) {
            throw new RestoreUnderWay();
        } catch (UncategorizedSQLException other) {
            throw LOCK_NOT_AVAILABLE.equals(other.getSQLException().getSQLState()) ? new RestoreUnderWay() : other;
        }
    }

    private static boolean isPostgres(JdbcTemplate jdbc) {
        return "PostgreSQL".equals(jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName()));
    }

    @Override
    public Set<String> neverEmpty() {
        return Set.of("quota_lock");
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of("quota_lock", new ColumnRules().between(1, 1, "only_one"));
    }

    @Override
    public void checkTogether() {
        requireOne(jdbc, "quota_lock");
    }

    /**
     * Where there is none nobody waits for anybody.
     *
     * @param table of which a restore brings the one row that is locked
     * @throws MeaninglessRow if it has brought none
     */
    public static void requireOne(JdbcTemplate jdbc, String table) {
        if (jdbc.queryForList("select only_one from " + table).isEmpty()) {
            throw MeaninglessRow.of("the one row of " + table, "only_one", "must be there");
        }
    }
}
