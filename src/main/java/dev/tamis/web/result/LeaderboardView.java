package dev.tamis.web.result;

import dev.tamis.experiment.Confirm;
import dev.tamis.experiment.ConfirmationState;
import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Scoring;
import dev.tamis.experiment.Trial;
import dev.tamis.results.Ranked;
import dev.tamis.search.BestOfMeans;
import dev.tamis.search.Outcome;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.trial.BrokenConstraint;
import dev.tamis.web.trial.TrialView;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Completed trials, best first. */
@Schema(name = "Leaderboard")
record LeaderboardView(
        UUID experimentId,
        List<Entry> entries,

        @Schema(
                description =
                        "Of several objectives: how much of what is possible the front dominates, from reference on, in the product of the"
                                + " objectives' units. Null with one objective, and while no trial has completed that keeps to all"
                                + " constraints",
                nullable = true,
                example = "26011.5")
        Double hypervolume,

        @ArraySchema(
                maxItems = Outcome.MOST_OBJECTIVES,
                arraySchema =
                        @Schema(
                                description =
                                        "From which value of each objective on the hypervolume counts: the one of the submission, or the worst"
                                                + " of the completed trials that keep to all constraints, which changes as further ones"
                                                + " complete; none where there is no hypervolume"))
        List<Double> reference,

        @Schema(
                description =
                        "What the best trials came to that were trained again; null where nobody has asked for it, and while the search goes on",
                nullable = true)
        Confirmation confirmation) {

    /** Whether the winner is sure. */
    @Schema(name = "Confirmation")
    record Confirmation(
            @Schema(
                    description =
                            "CONFIRMED: the winner is told from all others that were trained again. TIED: it cannot be told from rank 2. UNCONFIRMED:"
                                    + " no trial came to a value in each of its repeats, or the experiment was cancelled before; the"
                                    + " order is the search's")
            ConfirmationState state,

            @Schema(
                    example =
                            "trial 42 cannot be told from rank 2, trial 17: p = 0.31, and less than 0.05 is asked for")
            String because,

            @ArraySchema(
                    maxItems = Confirm.TOP_LIMIT,
                    arraySchema = @Schema(description = "Numbers of the trials that the winner cannot be told from"),
                    schema = @Schema(minimum = "0", example = "17"))
            List<Integer> tiedWith) {

        static Confirmation of(Confirmed confirmed) {
            return new Confirmation(
                    confirmed.state(),
                    because(confirmed),
                    confirmed.trials().stream()
                            .skip(1)
                            .filter(each -> !each.isWorse())
                            .map(Confirmed.Mean::number)
                            .toList());
        }

        private static String because(Confirmed confirmed) {
            if (confirmed.state() == ConfirmationState.UNDER_WAY) {
                return "the best trials are being trained again";
            }
            if (confirmed.trials().isEmpty()) {
                return "no trial was trained again as often as asked for and came to a value each time";
            }
            String winner = "trial " + confirmed.trials().get(0).number();
            if (confirmed.trials().size() == 1) {
                return winner + " alone was trained again and came to a value each time";
            }
            Confirmed.Mean second = confirmed.trials().get(1);
            if (second.standardDeviation().isEmpty()) {
                return winner + " cannot be told from rank 2, trial " + second.number()
                        + ": one repeat each does not say how far values scatter";
            }
            String p = String.format(Locale.ROOT, "p = %.2g", second.pValue());
            return confirmed.state() == ConfirmationState.CONFIRMED
                    ? winner + " is told from all others that were trained again: " + p + ", where at most "
                            + BestOfMeans.LEVEL + " is asked for"
                    : winner + " cannot be told from rank 2, trial " + second.number() + ": " + p + ", where at most "
                            + BestOfMeans.LEVEL + " is asked for";
        }
    }

    /** What a trial came to that was trained again. */
    @Schema(name = "ConfirmedValues")
    record Values(
            @Schema(
                    description = "Of the repeats, which ranks it; the search's own value is not in it",
                    example = "0.81")
            double mean,

            @Schema(description = "From repeat to repeat; null of a single one", nullable = true, example = "0.014")
            Double standardDeviation,

            @ArraySchema(
                    maxItems = Confirm.REPEATS_LIMIT,
                    arraySchema = @Schema(description = "Of the objective, in the order of the repeats"),
                    schema = @Schema(example = "0.82"))
            List<Double> values,

            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description =
                            "Of the hypothesis that it is no worse than the first: Gupta's selection with the variance pooled over all that were"
                                    + " trained again, corrected for their number (Dunnett, one-sided). 1 of the first",
                    example = "0.31")
            double pValue) {

        static Values of(Confirmed.Mean mean) {
            return new Values(mean.mean(), mean.standardDeviation().orElse(null), mean.values(), mean.pValue());
        }
    }

    /** A ranked trial; metrics are those of its last epoch. */
    @Schema(name = "LeaderboardEntry")
    record Entry(
            @Schema(minimum = "1", description = "1-based", example = "1")
            int rank,

            @Schema(minimum = "0", example = "42") int trialNumber,
            @Schema(minimum = "1", example = "1") int round,

            @Schema(
                    minimum = "0",
                    description =
                            "Of several objectives: 0 for what no other trial is as good as in all of them and better in one, 1 for what none is once those"
                                    + " are gone, and so on. Null with one objective, and of what breaks a constraint",
                    nullable = true,
                    example = "0")
            Integer front,

            @Schema(
                    description =
                            "What ranks it, unless it has been confirmed: of the search; of several objectives, the first",
                    example = "0.83")
            Double objectiveValue,

            @ArraySchema(
                    maxItems = Outcome.MOST_OBJECTIVES,
                    arraySchema = @Schema(description = "Of each objective, in their order"))
            List<Double> objectiveValues,

            @ArraySchema(
                    maxItems = Outcome.MOST_CONSTRAINTS,
                    arraySchema =
                            @Schema(
                                    description =
                                            "Constraints that it does not keep to: then it comes after all that keep to all, the nearer the"
                                                    + " earlier"))
            List<BrokenConstraint> brokenConstraints,

            @Schema(minimum = "0", maximum = "1", example = "0.83")
            Double validationAccuracy,

            @Schema(example = "0.62") Double validationLoss,

            @Schema(minimum = "0", maximum = "1", example = "0.95")
            Double trainAccuracy,

            @Schema(
                    minimum = "1",
                    description = "First epoch with the best value of the objective's metric",
                    example = "49")
            Integer bestEpoch,

            @Schema(
                    minimum = "1",
                    description = "The epoch that objectiveValue is of: its last one or its best",
                    example = "50")
            Integer objectiveEpoch,

            @Schema(ref = Schemas.PARAMETERS) Map<String, Object> parameters,

            @Schema(
                    description =
                            "Of one that has been confirmed: it comes before all others, by its mean. Null of those that were not trained again, or"
                                    + " diverged or broke a constraint when they were",
                    nullable = true)
            Values confirmed) {

        static Entry of(int rank, Ranked.Place place, Scoring scoring, Optional<Confirmed.Mean> mean) {
            Trial trial = place.trial();
            Measured measured = new Measured(scoring.metrics(), trial.metrics());
            return new Entry(
                    rank,
                    trial.number(),
                    trial.round(),
                    place.front().orElse(null),
                    Finite.orNull(trial.objectiveValue()),
                    TrialView.objectiveValues(trial, scoring),
                    BrokenConstraint.of(trial, scoring),
                    measured.of(Measured.VALIDATION_ACCURACY),
                    measured.of(Measured.VALIDATION_LOSS),
                    measured.of(Measured.TRAIN_ACCURACY),
                    trial.bestEpoch().orElse(null),
                    TrialView.objectiveEpoch(trial),
                    trial.parameters().values(),
                    mean.map(Values::of).orElse(null));
        }
    }

    static LeaderboardView of(UUID experimentId, Ranked ranked) {
        Scoring scoring = Scoring.of(ranked.plan());
        List<Ranked.Place> best = ranked.places();
        return new LeaderboardView(
                experimentId,
                IntStream.range(0, best.size())
                        .mapToObj(index -> Entry.of(
                                index + 1,
                                best.get(index),
                                scoring,
                                ranked.mean(best.get(index).trial())))
                        .toList(),
                ranked.volume().map(Ranked.Volume::size).orElse(null),
                ranked.volume().map(Ranked.Volume::reference).orElse(List.of()),
                ranked.confirmed().map(Confirmation::of).orElse(null));
    }
}
