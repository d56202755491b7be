package dev.tamis.web.result;

import dev.tamis.search.Grounds;
import dev.tamis.search.LegalRange;
import dev.tamis.search.RangeAdvisor;
import dev.tamis.search.Ranking;
import dev.tamis.search.ScoredTrial;
import dev.tamis.space.SearchSpace;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.LargeBodies;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** Range suggestions for trials that were run elsewhere. Nothing is stored. */
@ApiController
@RequestMapping(LargeBodies.BROUGHT_TRIALS)
@Tag(name = Tags.RESULTS)
class RangeSuggestionController {

    private final RangeAdvisor advisor = new RangeAdvisor();

    @PostMapping
    @Operation(
            operationId = "suggestRanges",
            summary = "Suggest ranges for trials that you bring",
            description = "What Tamis would search next, and why, after trials of any trainer. Nothing is stored."
                    + " The body has a limit of its own: 16 MB unless the operator sets another. At most 100,000 trials, and"
                    + " 200,000 values: trials times hyperparameters.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = BroughtTrialsRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "twelve",
                                                            summary = "Twelve trials, one of which failed",
                                                            value = Examples.BROUGHT_TRIALS))))
    BroughtSuggestionsView suggest(@RequestBody Submitted<BroughtTrialsRequest> body) {
        BroughtTrialsReader reader = new BroughtTrialsReader(body.value(), body.violations());
        Ranking ranking = reader.ranking();
        SearchSpace space = reader.space().orElse(null);
        List<ScoredTrial> trials = space == null ? List.of() : reader.trials(space);
        Function<String, LegalRange> legal = space == null ? name -> LegalRange.ANY : reader.legalRanges(space);
        body.violations().throwIfAny();
        return BroughtSuggestionsView.of(advisor.suggest(space, Grounds.of(trials), ranking, legal));
    }
}
