package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.TrialCounts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;

/** How far an experiment is. */
@Schema(name = "Progress")
record ProgressView(
        Counts trials,

        @Schema(description = "Number of the best completed trial", nullable = true, example = "42")
        Integer bestTrial,

        @Schema(description = "Its value of the objective", nullable = true, example = "0.83")
        Double bestValue,

        @Schema(
                description = "Its validation accuracy: at the epoch that counts where accuracy is the objective, else"
                        + " after its last epoch",
                nullable = true,
                example = "0.83")
        Double bestValidationAccuracy,

        @Schema(description = "Time spent running, pauses left out", example = "21.4")
        double elapsedSeconds,

        @Schema(
                description =
                        "Estimate of the time left at the pace so far, weighed by each epoch's steps and parameters;"
                                + " null until the first epoch is reported and while nothing runs",
                nullable = true,
                example = "3.2")
        Double etaSeconds) {

    /** Trials by state. */
    @Schema(name = "TrialCounts")
    record Counts(
            @Schema(description = "The budget's maxTrials", example = "100")
            int total,

            int waiting,
            int running,
            int completed,
            int pruned,
            int failed,
            int cancelled) {}

    static ProgressView of(Experiment experiment, Double bestValidationAccuracy, Instant now) {
        TrialCounts counts = experiment.counts();
        return new ProgressView(
                new Counts(
                        experiment.plan().terms().budget().maxTrials(),
                        counts.waiting(),
                        counts.running(),
                        counts.completed(),
                        counts.pruned(),
                        counts.failed(),
                        counts.cancelled()),
                experiment.bestTrial().orElse(null),
                Finite.orNull(experiment.bestValue()),
                Finite.orNull(bestValidationAccuracy),
                seconds(experiment.ranFor(now)),
                experiment.estimatedRemaining(now).map(ProgressView::seconds).orElse(null));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
