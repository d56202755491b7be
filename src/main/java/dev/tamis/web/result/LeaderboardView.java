package dev.tamis.web.result;

import dev.tamis.experiment.Trial;
import dev.tamis.results.Ranked;
import dev.tamis.web.answer.Finite;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.trial.TrialView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Completed trials, best first. */
@Schema(name = "Leaderboard")
record LeaderboardView(UUID experimentId, List<Entry> entries) {

    /** A ranked trial; metrics are those of its last epoch. */
    @Schema(name = "LeaderboardEntry")
    record Entry(
            @Schema(minimum = "1", description = "1-based", example = "1")
            int rank,

            @Schema(minimum = "0", example = "42") int trialNumber,
            @Schema(minimum = "1", example = "1") int round,

            @Schema(description = "What ranks it", example = "0.83")
            Double objectiveValue,

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

        static Entry of(int rank, Trial trial, Measured measured) {
            return new Entry(
                    rank,
                    trial.number(),
                    trial.round(),
                    Finite.orNull(trial.objectiveValue()),
                    measured.of(Measured.VALIDATION_ACCURACY),
                    measured.of(Measured.VALIDATION_LOSS),
                    measured.of(Measured.TRAIN_ACCURACY),
                    trial.bestEpoch().orElse(null),
                    TrialView.objectiveEpoch(trial),
                    trial.parameters().values());
        }
    }

    static LeaderboardView of(UUID experimentId, Ranked ranked) {
        List<Trial> best = ranked.trials();
        return new LeaderboardView(
                experimentId,
                IntStream.range(0, best.size())
                        .mapToObj(index -> Entry.of(
                                index + 1,
                                best.get(index),
                                new Measured(ranked.metrics(), best.get(index).metrics())))
                        .toList());
    }
}
