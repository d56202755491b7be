package dev.tamis.web.experiment;

import dev.tamis.experiment.ConfirmationState;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.TrialCounts;
import dev.tamis.web.answer.Finite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;

/** How far an experiment is. */
@Schema(name = "Progress")
public record ProgressView(
        Counts trials,

        @Schema(
                minimum = "0",
                description =
                        "Number of the best completed trial that keeps to all constraints; once the best ones have been confirmed, the one"
                                + " with the best mean of its repeats; of several objectives, the one on the front that is best in the"
                                + " first of them",
                nullable = true,
                example = "42")
        Integer bestTrial,

        @Schema(
                description =
                        "Its value of the objective; of several, the first; once it has been confirmed, the mean of its repeats",
                nullable = true,
                example = "0.83")
        Double bestValue,

        @Schema(
                minimum = "0",
                maximum = "1",
                description = "Its validation accuracy: bestValue where accuracy is the objective, else"
                        + " after its last epoch",
                nullable = true,
                example = "0.83")
        Double bestValidationAccuracy,

        @Schema(minimum = "0", description = "Time spent running, pauses left out", example = "21.4")
        double elapsedSeconds,

        @Schema(
                minimum = "0",
                description =
                        "Estimate of the time left at the pace so far, weighed by each epoch's steps and parameters;"
                                + " null until the first epoch is reported and while nothing runs",
                nullable = true,
                example = "3.2")
        Double etaSeconds,

        @Schema(description = "How far the confirmation is; null where nobody has asked for it", nullable = true)
        Confirmation confirmation) {

    /** The best trials, trained again. */
    @Schema(name = "ConfirmationProgress")
    record Confirmation(
            @Schema(
                    description = "Null while the search goes on, and where it ended without a trial to confirm",
                    nullable = true)
            ConfirmationState state,

            @Schema(
                    minimum = "0",
                    description = "How often trials are trained again, at most while the search goes on",
                    example = "10")
            int repeats,

            @Schema(minimum = "0", description = "How many of these have ended", example = "10")
            int ended) {

        static Confirmation of(Experiment experiment) {
            return experiment
                    .plan()
                    .confirm()
                    .map(asked -> new Confirmation(
                            experiment.confirmation().orElse(null),
                            experiment.repeatsPlanned(),
                            experiment.repeatsEnded()))
                    .orElse(null);
        }
    }

    /** Trials by state. */
    @Schema(name = "TrialCounts")
    record Counts(
            @Schema(
                    minimum = "0",
                    description = "The budget's maxTrials, or as many points as the search space has",
                    example = "100")
            int total,

            @Schema(minimum = "0") int waiting,
            @Schema(minimum = "0") int running,
            @Schema(minimum = "0") int completed,
            @Schema(minimum = "0") int pruned,
            @Schema(minimum = "0") int failed,
            @Schema(minimum = "0") int cancelled) {}

    static ProgressView of(Experiment experiment, Double bestValidationAccuracy, Instant now) {
        TrialCounts counts = experiment.counts();
        return new ProgressView(
                new Counts(
                        experiment.trialsInAll(),
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
                experiment.estimatedRemaining(now).map(ProgressView::seconds).orElse(null),
                Confirmation.of(experiment));
    }

    /** As answers tell it: to the millisecond. */
    public static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
