package dev.tamis.experiment;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Clears away what removed experiments have left, by pieces, each a short transaction of its own. An experiment is gone with its
 * row; nobody asks for its trials and measurements any more, of which there may be millions.
 */
@Component
public class Removals {

    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    /** Some 0.3 s on two cores; the disk is the others' in between. */
    private static final int PIECE = 10_000;

    private final Trials trials;
    private final Curves curves;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;

    Removals(Trials trials, Curves curves, JdbcTemplate jdbc, TransactionOperations transactions) {
        this.trials = trials;
        this.curves = curves;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Part of the transaction that removes the experiment's row. */
    void add(UUID experimentId) {
        jdbc.update(
                "insert into experiment_removal (experiment_id, removed_at) values (?, current_timestamp)",
                experimentId);
    }

    /**
     * Clears the next piece. Nodes that do so at the same time take different experiments.
     *
     * @param most rows at a time
     * @return whether there was anything to clear
     */
    public boolean clearPiece(int most) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<UUID> next = next();
            next.filter(id -> !curves.clear(id, most))
                    .filter(id -> !trials.clear(id, most))
                    .ifPresent(id -> jdbc.update("delete from experiment_removal where experiment_id = ?", id));
            return next.isPresent();
        }));
    }

    /** A database that is away is everybody's trouble, and others tell of it; what is left is still there when it is back. */
    @Scheduled(fixedDelay = 500)
    void clear() {
        try {
            clearPiece(PIECE);
        } catch (DataAccessException | TransactionException untouched) {
            LOG.debug("What removed experiments left is cleared away later", untouched);
        }
    }

    private Optional<UUID> next() {
        return jdbc.queryForList("""
                        select experiment_id from experiment_removal order by removed_at
                        fetch first 1 rows only for update skip locked""", UUID.class).stream().findFirst();
    }
}
