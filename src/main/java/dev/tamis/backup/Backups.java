package dev.tamis.backup;

import dev.tamis.space.Refusal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/** Begins backups, one at a time on each node. */
@Component
public class Backups {

    private final DataSource database;
    private final Versions versions;
    private final List<TableRules> rules;
    private final Clock clock;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Backups(DataSource database, Versions versions, List<TableRules> rules, Clock clock) {
        this.database = database;
        this.versions = versions;
        this.rules = rules;
        this.clock = clock;
    }

    private enum Why implements Refusal.Code {
        BACKUP_UNDER_WAY
    }

    /** This node makes one already. */
    private static final class UnderWay extends Refusal {

        private static final long serialVersionUID = 1L;

        UnderWay() {
            super(
                    Why.BACKUP_UNDER_WAY,
                    "This node makes a backup at the moment, and one at a time; try again when it has been taken.");
        }
    }

    /**
     * All that is stored at this moment.
     *
     * @throws Refusal if this node makes one already
     */
    public Backup begin() {
        if (!underWay.compareAndSet(false, true)) {
            throw new UnderWay();
        }
        Snapshot snapshot = null;
        try {
            String schema = versions.schema();
            snapshot = Snapshot.of(database);
            Set<String> except = new HashSet<>(Set.of(versions.table()));
            rules.forEach(each -> except.addAll(each.ofNodes()));
            Manifest begun = new Manifest(Manifest.FORMAT, schema, versions.service(), clock.instant(), List.of());
            return new Backup(begun, snapshot, snapshot.tables(except), () -> underWay.set(false));
        } catch (SQLException failed) {
            giveUp(snapshot);
            throw new UncategorizedSQLException("begin of backup", null, failed);
        } catch (RuntimeException failed) {
            giveUp(snapshot);
            throw failed;
        }
    }

    private void giveUp(Snapshot begun) {
        underWay.set(false);
        if (begun != null) {
            try {
                begun.close();
            } catch (SQLException lost) {
                throw new UncategorizedSQLException("end of backup", null, lost);
            }
        }
    }
}
