package dev.tamis.web.result;

import dev.tamis.people.Subject;
import dev.tamis.results.Leaderboards;
import dev.tamis.results.Suggestions;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.answer.Sorting;
import dev.tamis.web.experiment.RevisionsOfResults;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What an experiment has found out. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}")
@Tag(name = Tags.RESULTS)
class ResultController {

    private static final int USUAL_TOP = 20;

    private final Leaderboards leaderboards;
    private final Suggestions suggestions;
    private final AllTrials allTrials;

    ResultController(Leaderboards leaderboards, Suggestions suggestions, AllTrials allTrials) {
        this.allTrials = allTrials;
        this.leaderboards = leaderboards;
        this.suggestions = suggestions;
    }

    /** Query of the leaderboard. */
    record Query(
            @Schema(minimum = "1", maximum = "1000", description = "How many, 1 to 1000; 20 if missing")
            Integer top,

            @Schema(minimum = "1", description = "Only trials of this round, 1-based")
            Integer round) {

        Query {
            Violations violations = new Violations();
            if (top != null && (top < 1 || top > Sorting.LARGEST_PAGE)) {
                violations.add(
                        "top",
                        FieldCode.OUT_OF_RANGE,
                        "must be >= 1 and <= " + Sorting.LARGEST_PAGE + ", but got " + top);
            }
            violations.throwIfAny();
        }

        int count() {
            return top == null ? USUAL_TOP : top;
        }
    }

    @GetMapping("/leaderboard")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getLeaderboard",
            summary = "Rank the completed trials",
            description =
                    "By the objective; ties go to the lower validation loss, then to the lower number. Trials that have been trained again"
                            + " to be confirmed come first, by the mean of their repeats. Of several objectives, by the front"
                            + " that a trial is on, and within a front by the first of them, so that the first entry is the"
                            + " experiment's bestTrial. Last of all comes what breaks a constraint.")
    LeaderboardView leaderboard(Subject by, @PathVariable UUID id, @ParameterObject Query query) {
        allTrials.takeForFronts(by, id);
        return LeaderboardView.of(id, leaderboards.best(by, id, query.count(), Optional.ofNullable(query.round())));
    }

    @GetMapping("/importance")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getImportance",
            summary = "Say which hyperparameters matter",
            description =
                    "How much each one decides whether a trial is among the best, in the latest round's ranges, as"
                            + " shares of 1, less what chance would give. All 0, with the reason, where the range suggestions"
                            + " find no evidence either: with fewer than ten trials, say, or where the values differ no more"
                            + " than their noise.")
    ImportanceView importance(Subject by, @PathVariable UUID id) {
        allTrials.takeFor(by, id);
        return ImportanceView.of(id, suggestions.importance(by, id));
    }

    @GetMapping("/range-suggestions")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getRangeSuggestions",
            summary = "Suggest the next ranges",
            description =
                    "From the trials that have completed or failed so far. suggestedSpace is ready to be posted as the"
                            + " searchSpace of the next experiment, or kept as a search space.")
    RangeSuggestionsView rangeSuggestions(Subject by, @PathVariable UUID id) {
        allTrials.takeFor(by, id);
        return RangeSuggestionsView.of(id, suggestions.next(by, id));
    }
}
