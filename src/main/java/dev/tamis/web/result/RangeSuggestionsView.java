package dev.tamis.web.result;

import dev.tamis.search.NextRound;
import dev.tamis.search.RangeSuggestion;
import dev.tamis.search.RangeSuggestions;
import dev.tamis.search.Verdict;
import dev.tamis.space.Condition;
import dev.tamis.space.PlainForm;
import dev.tamis.web.openapi.Schemas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where to search next, and why. */
@Schema(name = "RangeSuggestions")
record RangeSuggestionsView(
        UUID experimentId,

        @Schema(
                minimum = "0",
                description = "Trials, completed and failed, inside the latest round's ranges",
                example = "100")
        int basedOnTrials,

        @Schema(description = "One for each searched hyperparameter")
        List<Suggestion> suggestions,

        @Schema(
                ref = Schemas.SEARCH_SPACE,
                description = "The suggested ranges, ready to post back; the earlier round's where rollsBack")
        Map<String, Object> suggestedSpace,

        @Schema(
                ref = Schemas.SEARCH_SPACE,
                description =
                        "What a next round of this experiment searches unless it is given ranges: the nextRound of"
                                + " each suggestion; the earlier round's ranges where rollsBack")
        Map<String, Object> nextRoundSpace,

        @Schema(
                description = "Whether the latest round did so much worse than the one it was based on that"
                        + " suggestedSpace and nextRoundSpace go back to that one's ranges")
        boolean rollsBack,

        @Schema(description = "Where nextRoundSpace comes from", example = "the ranges that round 1 suggests")
        String reason) {

    /** Hyperparameters of which it is known that some matter, but not which. */
    @Schema(
            name = "RangeSuggestionGroup",
            description =
                    "Hyperparameters that tell good trials from bad together, while which of them do is not known")
    record Group(
            @Schema(example = "[\"learningRate\", \"momentum\"]")
            List<String> parameters,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description = "How likely trials would look so if none of them mattered",
                    example = "0.004")
            double pValue) {}

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
                    ref = Schemas.DOMAIN,
                    description =
                            "What a next round searches by itself: as suggested, but narrower for each member of a"
                                    + " group, and only one of two good regions: bets, taken back if the round does worse")
            Map<String, Object> nextRound,

            @Schema(
                    description = "How likely trials would look so if this hyperparameter did not matter, whatever the"
                            + " others do. Corrected for the number of hyperparameters, save for members of a group:"
                            + " theirs is paid for by the group's p-value, below which theirs never is",
                    example = "1.8e-6")
            double pValue,

            @Schema(
                    description = "null where the hyperparameter stands out alone, or nothing is significant",
                    nullable = true)
            Group group,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description = "Its share of the difference between good trials and all",
                    example = "0.93")
            double importance,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description = "Where the best trial lies in the current range, on its scale: 0 low end, 1 high end",
                    nullable = true,
                    example = "0.99")
            Double bestAt,

            @Schema(example = "the best 20 of 100 trials lie in the top 12 % of the log range (p = 1.8e-6)")
            String reason) {

        static Suggestion of(RangeSuggestion suggestion, RangeSuggestions all) {
            var evidence = suggestion.evidence();
            String name = suggestion.parameter();
            Optional<Condition> now = all.current().condition(name);
            return new Suggestion(
                    suggestion.parameter(),
                    suggestion.verdict(),
                    PlainForm.of(suggestion.current(), now),
                    PlainForm.of(
                            suggestion.suggested(),
                            all.suggestedSpace().condition(name).or(() -> now)),
                    PlainForm.of(
                            suggestion.nextRound(),
                            all.nextRoundSpace().condition(name).or(() -> now)),
                    evidence.pValue(),
                    evidence.group()
                            .map(group -> new Group(group.parameters(), group.pValue()))
                            .orElse(null),
                    evidence.importance(),
                    evidence.bestAt().isPresent() ? evidence.bestAt().getAsDouble() : null,
                    suggestion.reason());
        }
    }

    static RangeSuggestionsView of(UUID experimentId, NextRound next) {
        RangeSuggestions all = next.suggestions();
        return new RangeSuggestionsView(
                experimentId,
                all.basedOnTrials(),
                all.suggestions().stream().map(each -> Suggestion.of(each, all)).toList(),
                PlainForm.of(next.suggestedSpace()),
                PlainForm.of(next.space()),
                next.rollsBack(),
                next.reason());
    }
}
