package dev.tamis.web;

import dev.tamis.search.NextRound;
import dev.tamis.search.RangeSuggestion;
import dev.tamis.search.RangeSuggestions;
import dev.tamis.search.Verdict;
import dev.tamis.space.PlainForm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where to search next, and why. */
@Schema(name = "RangeSuggestions")
record RangeSuggestionsView(
        UUID experimentId,

        @Schema(description = "Trials, completed and failed, inside the latest round's ranges", example = "100")
        int basedOnTrials,

        @Schema(description = "One for each searched hyperparameter")
        List<Suggestion> suggestions,

        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> suggestedSpace,

        @Schema(
                description = "Whether the latest round did so much worse than the one it was based on that"
                        + " suggestedSpace goes back to that one's ranges")
        boolean rollsBack,

        @Schema(description = "Where suggestedSpace comes from", example = "the ranges that round 1 suggests")
        String reason) {

    /** What to do about one range. */
    @Schema(name = "RangeSuggestion")
    record Suggestion(
            @Schema(example = "learningRate") String parameter,

            @Schema(
                    description = "NARROW: good trials concentrate inside. EXTEND: they touch an end. SHIFT: both."
                            + " KEEP: the evidence is too weak")
            Verdict verdict,

            @Schema(ref = Schemas.DOMAIN) Map<String, Object> current,
            @Schema(ref = Schemas.DOMAIN) Map<String, Object> suggested,

            @Schema(
                    description = "How likely good trials would be so concentrated if this hyperparameter did not"
                            + " matter, corrected for the number of hyperparameters",
                    example = "1.8e-6")
            double pValue,

            @Schema(description = "Its share of the difference between good trials and all", example = "0.93")
            double importance,

            @Schema(
                    description = "Where the best trial lies in the current range, on its scale: 0 low end, 1 high end",
                    nullable = true,
                    example = "0.99")
            Double bestAt,

            @Schema(example = "the best 20 of 100 trials lie in the top 12 % of the log range (p = 1.8e-6)")
            String reason) {

        static Suggestion of(RangeSuggestion suggestion) {
            var evidence = suggestion.evidence();
            return new Suggestion(
                    suggestion.parameter(),
                    suggestion.verdict(),
                    PlainForm.of(suggestion.current()),
                    PlainForm.of(suggestion.suggested()),
                    evidence.pValue(),
                    evidence.importance(),
                    evidence.bestAt().isPresent() ? evidence.bestAt().getAsDouble() : null,
                    suggestion.reason());
        }
    }

    static RangeSuggestionsView of(UUID experimentId, NextRound next) {
        RangeSuggestions all = next.suggestions();
        return new RangeSuggestionsView(
                experimentId,
                all.suggestions().get(0).evidence().basedOnTrials(),
                all.suggestions().stream().map(Suggestion::of).toList(),
                PlainForm.of(next.space()),
                next.rollsBack(),
                next.reason());
    }
}
