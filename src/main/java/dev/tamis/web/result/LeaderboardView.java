package dev.tamis.web.result;

import dev.tamis.experiment.Scoring;
import dev.tamis.experiment.Trial;
import dev.tamis.results.Ranked;
import dev.tamis.search.Outcome;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.trial.BrokenConstraint;
import dev.tamis.web.trial.TrialView;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
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
        List<Double> reference) {

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

            @Schema(description = "What ranks it; of several objectives, the first", example = "0.83")
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

            @Schema(ref = Schemas.PARAMETERS) Map<String, Object> parameters) {

        static Entry of(int rank, Ranked.Place place, Scoring scoring) {
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
                    trial.parameters().values());
        }
    }

    static LeaderboardView of(UUID experimentId, Ranked ranked) {
        Scoring scoring = Scoring.of(ranked.plan());
        List<Ranked.Place> best = ranked.places();
        return new LeaderboardView(
                experimentId,
                IntStream.range(0, best.size())
                        .mapToObj(index -> Entry.of(index + 1, best.get(index), scoring))
                        .toList(),
                ranked.volume().map(Ranked.Volume::size).orElse(null),
                ranked.volume().map(Ranked.Volume::reference).orElse(List.of()));
    }
}
