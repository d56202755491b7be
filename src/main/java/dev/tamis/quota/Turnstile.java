package dev.tamis.quota;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.TableRules;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets one through at a time, of all nodes: nobody is let in between what another counts and what is written of it. Go through it last in
 * a transaction, for the next one waits for its end.
 */
public final class Turnstile implements TableRules {

    private final JdbcTemplate jdbc;

    public Turnstile(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Part of the caller's transaction; what others have committed before is seen by the next statement. */
    public void enter() {
        jdbc.queryForList("select only_one from quota_lock for update");
    }

    @Override
    public Set<String> neverEmpty() {
        return Set.of("quota_lock");
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of("quota_lock", new ColumnRules().atLeast(1, "only_one"));
    }
}
