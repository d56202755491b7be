package dev.tamis.experiment;

import dev.tamis.space.InvalidField;
import dev.tamis.space.SearchSpace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Named search spaces, kept for reuse. */
@Component
public class SearchSpaces {

    private final SavedSearchSpaceRows rows;
    private final Clock clock;

    SearchSpaces(SavedSearchSpaceRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Keeps a space under a new id.
     *
     * @param name 1 to 200 characters; need not be unique
     * @throws InvalidField if the name is not as {@link ExperimentPlan#checkedName} wants it
     */
    @Transactional
    public SavedSearchSpace save(String name, SearchSpace space) {
        return rows.save(new SavedSearchSpace(
                UUID.randomUUID(),
                ExperimentPlan.checkedName(name),
                space,
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** @throws NotFound if there is none with the id */
    @Transactional(readOnly = true)
    public SavedSearchSpace get(UUID id) {
        return rows.findById(id).orElseThrow(() -> new NotFound("search space", id));
    }

    @Transactional(readOnly = true)
    public Page<SavedSearchSpace> page(Pageable page) {
        return rows.findAll(page);
    }
}
