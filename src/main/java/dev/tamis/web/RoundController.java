package dev.tamis.web;

import dev.tamis.experiment.Rounds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The passes of an experiment, each over narrower ranges than the last. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}/rounds")
@Tag(name = Tags.EXPERIMENTS)
class RoundController {

    private final Rounds rounds;

    RoundController(Rounds rounds) {
        this.rounds = rounds;
    }

    @GetMapping
    @Operation(
            operationId = "listRounds",
            summary = "List an experiment's rounds",
            description = "In their order, with the space that each searched.")
    PageView<RoundView> list(@PathVariable UUID id, @ParameterObject PageQuery query) {
        return PageView.of(query.of(rounds.of(id)), RoundView::of);
    }
}
