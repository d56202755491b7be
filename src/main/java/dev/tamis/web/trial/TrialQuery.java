package dev.tamis.web.trial;

import dev.tamis.experiment.TrialState;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.Sorting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;

/** Query of the list of trials: a page of them, or what has changed. */
record TrialQuery(
        @Schema(description = "Only trials in this state") TrialState state,

        @Schema(minimum = "1", description = "Only trials of this round, 1-based")
        Integer round,

        @Schema(
                minimum = "0",
                description = "Change cursor: only trials that have changed since this change number, oldest change"
                        + " first. Stands with size alone; the answer's changeNumber is the next cursor, and there"
                        + " is no page. A change is never cut in two, so more than size may come")
        Long after,

        @Schema(minimum = "0", maximum = "2147483647", description = "0-based; page * size is at most 2147483647")
        Integer page,

        @Schema(minimum = "1", maximum = "1000", description = "1 to 1000")
        Integer size,

        @Schema(
                description = "number, round, state, epochsDone, trainLoss, trainAccuracy, validationLoss,"
                        + " validationAccuracy, bestValidationAccuracy, cost.trainingSeconds, cost.parameters,"
                        + " cost.epochs, objectiveValue, startedAt or finishedAt, with ,asc or ,desc")
        List<String> sort) {

    TrialQuery {
        Violations violations = new Violations();
        if (after != null) {
            if (after < 0) {
                violations.add("after", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + after);
            }
            refuseBeside("state", state, violations);
            refuseBeside("round", round, violations);
            refuseBeside("page", page, violations);
            refuseBeside("sort", sort, violations);
            Sorting.checkedSize(size, violations);
        } else {
            violations.collect("", () -> TrialController.SORTING.page(page, size, sort));
        }
        violations.throwIfAny();
    }

    Optional<Long> changesAfter() {
        return Optional.ofNullable(after);
    }

    int limit() {
        return Sorting.checkedSize(size, new Violations());
    }

    Pageable pageable() {
        return TrialController.SORTING.page(page, size, sort);
    }

    private static void refuseBeside(String field, Object value, Violations violations) {
        if (value != null) {
            violations.add(field, FieldCode.CONFLICT, "does not go with after");
        }
    }
}
