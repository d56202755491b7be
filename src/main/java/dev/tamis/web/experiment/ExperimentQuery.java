package dev.tamis.web.experiment;

import dev.tamis.experiment.ExperimentFilter;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;

/** Query of the list of experiments. */
record ExperimentQuery(
        @Schema(description = "Only experiments in this state")
        ExperimentState state,

        @Schema(description = "Only experiments whose names contain this text, case ignored")
        String q,

        @Schema(description = "Only experiments of this person")
        String owner,

        @Schema(minimum = "0", maximum = "2147483647", description = "0-based; page * size is at most 2147483647")
        Integer page,

        @Schema(minimum = "1", maximum = "1000", description = "1 to 1000")
        Integer size,

        @Schema(description = "name, state, createdAt, finishedAt or bestValue, with ,asc or ,desc")
        List<String> sort) {

    ExperimentQuery {
        if (q != null && Shown.holdsControls(q)) {
            throw new InvalidField("q", FieldCode.MALFORMED, "must hold no characters that control how it is shown");
        }
        ExperimentController.SORTING.page(page, size, sort);
    }

    ExperimentFilter filter() {
        return new ExperimentFilter(Optional.ofNullable(state), q == null ? "" : q, Optional.ofNullable(owner));
    }

    Pageable pageable() {
        return ExperimentController.SORTING.page(page, size, sort);
    }
}
