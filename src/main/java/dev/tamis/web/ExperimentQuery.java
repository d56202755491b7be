package dev.tamis.web;

import dev.tamis.experiment.ExperimentState;
import dev.tamis.space.InvalidField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** Query of the list of experiments. */
record ExperimentQuery(
        @Schema(description = "Only experiments in this state")
        ExperimentState state,

        @Schema(description = "Only experiments whose names contain this text, case ignored", example = "lecture")
        String q,

        @Schema(description = "0-based", example = "0") Integer page,
        @Schema(description = "1 to 1000", example = "20") Integer size,

        @Schema(description = "name, state, createdAt, finishedAt or bestValue, with ,asc or ,desc")
        List<String> sort) {

    private static final Sorting SORTING = new Sorting(
            Map.of(
                    "name", "name",
                    "state", "state",
                    "createdAt", "createdAt",
                    "finishedAt", "finishedAt",
                    "bestValue", "bestValue"),
            Sort.by("createdAt").descending(),
            "id");

    ExperimentQuery {
        if (q != null && q.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidField("q", "must hold no control characters");
        }
        SORTING.page(page, size, sort);
    }

    String text() {
        return q == null ? "" : q;
    }

    Pageable pageable() {
        return SORTING.page(page, size, sort);
    }
}
