package dev.tamis.dataset.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.core.log.LogAccessor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Clears away the chunks of removed datasets, some at a time, each time in a short transaction of its own. */
@Component("datasetRemovals")
class Removals {

    private static final LogAccessor LOG = new LogAccessor(Removals.class);

    /** Of a megabyte each. */
    private static final int CHUNKS_AT_A_TIME = 8;

    private static final int PIECES_AT_A_TIME = 4;

    private final JdbcTemplate jdbc;
    private final Room room;
    private final TransactionOperations transactions;

    Removals(JdbcTemplate jdbc, Room room, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.room = room;
        this.transactions = transactions;
    }

    /** Part of the transaction that removes the dataset's row. */
    void add(UUID datasetId) {
        jdbc.update("insert into dataset_removal (dataset_id, removed_at) values (?, current_timestamp)", datasetId);
    }

    /**
     * Clears the next chunks. Nodes that do so at the same time take different datasets.
     *
     * @param most chunks at a time
     * @return whether there was anything to clear
     */
    boolean clearPiece(int most) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<UUID> next = next();
            next.filter(id -> !clearChunks(id, most)).ifPresent(id -> {
                jdbc.update("delete from dataset_removal where dataset_id = ?", id);
                room.free(id);
            });
            return next.isPresent();
        }));
    }

    /** A database that is away is everybody's trouble, and others tell of it; what is left is still there when it is back. */
    @Scheduled(fixedDelay = 500)
    void clear() {
        try {
            for (int piece = 0; piece < PIECES_AT_A_TIME && clearPiece(CHUNKS_AT_A_TIME); piece++) {
                // the next one
            }
        } catch (DataAccessException | TransactionException untouched) {
            LOG.debug(untouched, "What removed datasets left is cleared away later");
        }
    }

    private Optional<UUID> next() {
        return jdbc.queryForList("""
                        select dataset_id from dataset_removal order by removed_at
                        fetch first 1 rows only for update skip locked\
                        """, UUID.class).stream().findFirst();
    }

    private boolean clearChunks(UUID id, int most) {
        Integer first =
                jdbc.queryForObject("select min(number) from dataset_chunk where dataset_id = ?", Integer.class, id);
        return first != null
                && jdbc.update("delete from dataset_chunk where dataset_id = ? and number < ?", id, first + most) > 0;
    }
}
