package dev.tamis.web.result;

import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.OverSeeds;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The winner's one score on test data. */
@Schema(name = "FinalEvaluation")
record FinalEvaluationView(
        UUID experimentId,
        FinalEvaluation.State state,

        @Schema(
                minimum = "0",
                description = "The trial whose hyperparameters were used: the leaderboard's first",
                example = "42")
        int trialNumber,

        @Schema(
                minimum = "1",
                description =
                        "For how many epochs it is trained again: the trial's objectiveEpoch, the one that won; of one with patience its"
                                + " bestEpoch",
                example = "50")
        int epochs,

        @Schema(
                minimum = "1",
                maximum = "20",
                description = "How many networks are trained, each with a seed of its own",
                example = "1")
        int seeds,

        @Schema(description = "Why it failed", nullable = true)
        String reason,

        @Schema(
                minimum = "0",
                maximum = "1",
                description =
                        "Of the first network, on train and validation rows together, over the last epoch's steps",
                nullable = true,
                example = "0.97")
        Double trainAccuracy,

        @Schema(
                minimum = "0",
                maximum = "1",
                description = "Share of the test rows that the first network got right",
                nullable = true,
                example = "0.84")
        Double testAccuracy,

        @Schema(
                description =
                        "Where the accuracy of this one trained network lies on rows like the test rows, with 95 %"
                                + " confidence (Wilson). It says nothing of networks trained with other seeds: see overSeeds",
                nullable = true)
        Interval testAccuracyInterval,

        @Schema(nullable = true, example = "0.55") Double testLoss,

        @Schema(minimum = "1", description = "How many test rows there are", nullable = true, example = "10000")
        Integer testSize,

        @Schema(description = "Each network in the order of the seeds, the first one above all; empty until it is done")
        List<Network> networks,

        @Schema(description = "What the seeds make of it; null with one seed and until it is done", nullable = true)
        Seeds overSeeds,

        Instant requestedAt,
        @Schema(nullable = true) Instant finishedAt) {

    /** A 95 % confidence interval. */
    @Schema(name = "ConfidenceInterval")
    record Interval(
            @Schema(minimum = "0", maximum = "1", example = "0.832")
            double low,

            @Schema(minimum = "0", maximum = "1", example = "0.847")
            double high) {}

    /** What one network did. */
    @Schema(name = "FinalNetwork")
    record Network(
            @Schema(minimum = "0", description = "0-based: which of the seeds it had", example = "0")
            int number,

            @Schema(minimum = "0", maximum = "1", example = "0.97")
            double trainAccuracy,

            @Schema(minimum = "0", maximum = "1", example = "0.84")
            double testAccuracy,

            @Schema(description = "Of this one trained network, after Wilson")
            Interval testAccuracyInterval,

            @Schema(example = "0.55") double testLoss) {}

    /** What networks that differ in their seeds alone did on the same test rows. */
    @Schema(name = "OverSeeds")
    record Seeds(
            @Schema(
                    minimum = "0",
                    maximum = "1",
                    description = "Mean of the networks' test accuracies",
                    example = "0.838")
            double testAccuracy,

            @Schema(
                    description =
                            "Where the mean over all seeds lies on these test rows, with 95 % confidence (Student's"
                                    + " t with seeds - 1 degrees of freedom), kept within 0 and 1")
            Interval testAccuracyInterval,

            @Schema(description = "Standard deviation of the test accuracy from seed to seed", example = "0.004")
            double standardDeviation,

            @Schema(description = "Mean of the networks' test losses", example = "0.56")
            double testLoss) {

        static Seeds of(OverSeeds over) {
            return new Seeds(
                    over.meanAccuracy(),
                    new Interval(over.low(), over.high()),
                    over.standardDeviation(),
                    over.meanLoss());
        }
    }

    static FinalEvaluationView of(FinalEvaluation evaluation) {
        List<FinalEvaluation.Network> trained = evaluation.networks();
        List<Network> networks = IntStream.range(0, trained.size())
                .mapToObj(number -> network(evaluation, number, trained.get(number)))
                .toList();
        Optional<Network> first = networks.stream().findFirst();
        return new FinalEvaluationView(
                evaluation.experimentId(),
                evaluation.state(),
                evaluation.trialNumber(),
                evaluation.epochs(),
                evaluation.seeds(),
                evaluation.reason().orElse(null),
                first.map(Network::trainAccuracy).orElse(null),
                first.map(Network::testAccuracy).orElse(null),
                first.map(Network::testAccuracyInterval).orElse(null),
                first.map(Network::testLoss).orElse(null),
                evaluation.testSize().orElse(null),
                networks,
                evaluation.overSeeds().map(Seeds::of).orElse(null),
                evaluation.requestedAt(),
                evaluation.finishedAt().orElse(null));
    }

    private static Network network(FinalEvaluation evaluation, int number, FinalEvaluation.Network trained) {
        FinalEvaluation.TestScore score = evaluation.score(trained);
        return new Network(
                number,
                trained.trainAccuracy(),
                score.accuracy(),
                new Interval(score.low(), score.high()),
                trained.testLoss());
    }
}
