package dev.tamis.experiment;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
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
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Named search spaces, kept for reuse. Who asks is the first argument, as with {@link Experiments}. */
@Component
public class SearchSpaces {

    private final SavedSearchSpaceRows rows;
    private final OwnedPages pages;
    private final Admission admission;
    private final TransactionOperations transactions;
    private final Clock clock;

    SearchSpaces(
            SavedSearchSpaceRows rows,
            OwnedPages pages,
            Admission admission,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.pages = pages;
        this.admission = admission;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param created false where the idempotency key had been seen */
    public record Saved(SavedSearchSpace space, boolean created) {}

    /**
     * Keeps a space under a new id.
     *
     * @param by whose it is
     * @param visibility at first; no part of what the key stands for, as it may have been changed since
     * @param name 1 to 200 characters; need not be unique
     * @param idempotencyKey the same person's same key with the same name and space gives what was kept first
     * @throws InvalidField if the name is not as {@link Plan#checkedName} wants it
     * @throws IdempotencyConflict if the key was used with another name or space
     * @throws dev.tamis.quota.QuotaExceeded if they have as many as one may have
     * @throws dev.tamis.quota.Disk.Full if there is hardly room on the disk
     */
    public Saved save(
            Subject by, Visibility visibility, String name, SearchSpace space, Optional<String> idempotencyKey) {
        by.require(Role.SUBMITTER);
        String checked = Plan.checkedName(name);
        Optional<Saved> earlier = idempotencyKey.flatMap(key -> earlier(by, key, checked, space));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        SavedSearchSpace saved = new SavedSearchSpace(
                UUID.randomUUID(),
                Possession.of(by, visibility),
                checked,
                space,
                idempotencyKey.orElse(null),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            return new Saved(
                    transactions.execute(status -> {
                        admission.checkSearchSpace(by.name());
                        return rows.saveAndFlush(saved);
                    }),
                    true);
        } catch (DataIntegrityViolationException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey
                    .flatMap(key -> earlier(by, key, checked, space))
                    .orElseThrow(() -> raced);
        }
    }

    /**
     * Removes a space. Experiments that were submitted with it have copies of their own.
     *
     * @throws NotFound if there is none with the id
     */
    @Transactional
    public void delete(Subject by, UUID id) {
        SavedSearchSpace space = get(by, id);
        by.requireChange(space);
        rows.delete(space);
    }

    /**
     * Changes who may see a space.
     *
     * @param visibility as it is, where empty
     * @throws NotFound if there is none with the id
     */
    @Transactional
    public SavedSearchSpace change(Subject by, UUID id, Optional<Visibility> visibility) {
        SavedSearchSpace space = get(by, id);
        by.requireChange(space);
        visibility.ifPresent(space::show);
        return space;
    }

    private Optional<Saved> earlier(Subject by, String key, String name, SearchSpace space) {
        return rows.findByOwnerAndIdempotencyKey(by.name(), key).map(saved -> {
            if (!saved.name().equals(name) || !saved.space().equals(space)) {
                throw new IdempotencyConflict(key);
            }
            return new Saved(saved, false);
        });
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public SavedSearchSpace get(Subject by, UUID id) {
        return rows.find(by, id).orElseThrow(() -> new NotFound("search space", id));
    }

    /**
     * What an answer about one depends on beside its id.
     *
     * @param visibility all that changes
     */
    public record Revision(UUID id, Visibility visibility) {}

    /** Of the space, if there is one with the id. */
    @Transactional(readOnly = true)
    public Optional<Revision> revision(Subject by, UUID id) {
        return rows.visibility(by, id).map(visibility -> new Revision(id, visibility));
    }

    /** Of the spaces that {@link #page} would read, in their order. */
    @Transactional(readOnly = true)
    public Page<Revision> revisions(Subject by, Pageable page) {
        return pages.page(
                by,
                Optional.empty(),
                new OwnedPages.Listed<>(
                        "search_space",
                        "id, visibility, name, created_at",
                        "",
                        new MapSqlParameterSource(),
                        (row, number) -> new Revision(
                                row.getObject("id", UUID.class), Visibility.valueOf(row.getString("visibility")))),
                page);
    }

    /** @param told hears, before they are read, of the characters of JSON that the page's spaces are; throws to refuse */
    @Transactional(readOnly = true)
    public Page<SavedSearchSpace> page(Subject by, Pageable page, LongConsumer told) {
        Page<UUID> ids = revisions(by, page).map(Revision::id);
        return new PageBytes(told).read(ids, rows::characters, rows::findAllById, SavedSearchSpace::id);
    }
}
