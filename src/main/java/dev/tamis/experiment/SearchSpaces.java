package dev.tamis.experiment;

import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Named search spaces, kept for reuse. */
@Component
public class SearchSpaces {

    private final SavedSearchSpaceRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;

    SearchSpaces(SavedSearchSpaceRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param created false where the idempotency key had been seen */
    public record Saved(SavedSearchSpace space, boolean created) {}

    /**
     * Keeps a space under a new id.
     *
     * @param name 1 to 200 characters; need not be unique
     * @param idempotencyKey the same key with the same name and space gives what was kept first
     * @throws InvalidField if the name is not as {@link Plan#checkedName} wants it
     * @throws IdempotencyConflict if the key was used with another name or space
     */
    public Saved save(String name, SearchSpace space, Optional<String> idempotencyKey) {
        String checked = Plan.checkedName(name);
        Optional<Saved> earlier = idempotencyKey.flatMap(key -> earlier(key, checked, space));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        SavedSearchSpace saved = new SavedSearchSpace(
                UUID.randomUUID(),
                checked,
                space,
                idempotencyKey.orElse(null),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            return new Saved(transactions.execute(status -> rows.saveAndFlush(saved)), true);
        } catch (DataIntegrityViolationException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey.flatMap(key -> earlier(key, checked, space)).orElseThrow(() -> raced);
        }
    }

    /**
     * Removes a space. Experiments that were submitted with it have copies of their own.
     *
     * @throws NotFound if there is none with the id
     */
    @Transactional
    public void delete(UUID id) {
        rows.delete(get(id));
    }

    private Optional<Saved> earlier(String key, String name, SearchSpace space) {
        return rows.findByIdempotencyKey(key).map(saved -> {
            if (!saved.name().equals(name) || !saved.space().equals(space)) {
                throw new IdempotencyConflict(key);
            }
            return new Saved(saved, false);
        });
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public SavedSearchSpace get(UUID id) {
        return rows.findById(id).orElseThrow(() -> new NotFound("search space", id));
    }

    /** Whether there is one with the id. */
    @Transactional(readOnly = true)
    public boolean exists(UUID id) {
        return rows.existsById(id);
    }

    /** Of the spaces that {@link #page} would read, in their order. */
    @Transactional(readOnly = true)
    public Page<UUID> ids(Pageable page) {
        return rows.ids(page);
    }

    /** @param told hears, before they are read, of the characters of JSON that the page's spaces are; throws to refuse */
    @Transactional(readOnly = true)
    public Page<SavedSearchSpace> page(Pageable page, LongConsumer told) {
        return new PageBytes(told).read(rows.ids(page), rows::characters, rows::findAllById, SavedSearchSpace::id);
    }
}
