package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.results.Leaderboards;
import dev.tamis.results.Suggestions;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Scale;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What every database must do with what trials cost, with constraints and with several objectives. */
abstract class OutcomesContract extends TrainedByHand {

    private static final Objective ACCURACY = new Objective("validationAccuracy", Objective.At.LAST);
    private static final Objective LOSS = new Objective("validationLoss", Objective.At.LAST);
    private static final Objective WEIGHTS = new Objective("parameters", Objective.At.LAST);

    @Autowired
    private Leaderboards leaderboards;

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private JdbcTemplate jdbc;

    /** 784 features, 10 classes: one hidden layer of 7 has 784 * 7 + 7 + 7 * 10 + 10 numbers. */
    @Test
    void aTrialsWeightsAreCountedWhenItIsDrawn() {
        Experiment experiment =
                submit(aPlan().trials(1).fixed("hiddenLayers", 1L).fixed("hiddenUnits", 7L));

        assertThat(trials(experiment).get(0).cost()).isEqualTo(new TrialCost(null, 5_575L, 0));
    }

    @Test
    void theTimesOfItsEpochsAddUpAndAReportThatComesAgainAddsNothing() {
        Experiment experiment = submit(aPlan().trials(1).fixed("epochs", 3L));
        Claim claim = claim(experiment, 0).orElseThrow();
        List<Measurement> both = List.of(
                new Measurement(0, 1, 1, 0.5, 1, 0.5).within(0.5), new Measurement(0, 2, 1, 0.5, 1, 0.5).within(0.25));

        reports.report(claim, both, List.of());
        reports.report(claim, both, List.of());

        assertThat(trial(experiment, 0).cost().trainingSeconds()).isEqualTo(0.75);
        assertThat(trial(experiment, 0).cost().epochs()).isEqualTo(2);
    }

    /** Of the epoch that counts; and the noise of range suggestions is theirs: sqrt(mean of the variances / networks). */
    @Test
    void howFarATrialsNetworksLieApartIsKeptAndSaysHowNoisyValuesAre() {
        Experiment experiment = submit(aPlan().trials(2).packsOf(2).validation(4, 1));
        Claim claim = claim(experiment, 0).orElseThrow();
        reports.report(
                claim,
                List.of(of(0, 1, 0.5, 0.9), of(1, 1, 0.5, 0.9), of(0, 2, 0.6, 0.03), of(1, 2, 0.7, 0.04)),
                claim.numbers().stream().map(TrialEnd::completed).toList());

        assertThat(trial(experiment, 0).objectiveSpread()).contains(0.03);
        assertThat(trial(experiment, 1).objectiveSpread()).contains(0.04);
        assertThat(suggestions
                        .next(LOCAL, experiment.id())
                        .suggestions()
                        .suggestions()
                        .get(0)
                        .evidence()
                        .standardError())
                .isEqualTo(Math.sqrt((0.03 * 0.03 + 0.04 * 0.04) / 2 / 4));
    }

    private static Measurement of(int trial, int epoch, double accuracy, double spread) {
        return new Measurement(
                trial, epoch, List.of(1.0, 0.5, 1.0, accuracy), List.of(), List.of(0.1, 0.1, 0.1, spread), 0);
    }

    @Test
    void anAttemptThatWasGivenBackCountsForNothing() {
        Experiment experiment = submit(aPlan().trials(1));
        Claim claim = claim(experiment, 0).orElseThrow();
        reports.report(claim, List.of(new Measurement(0, 1, 1, 0.5, 1, 0.5).within(8)), List.of());

        claims.giveBack(claim);
        assertThat(trial(experiment, 0).cost().trainingSeconds()).isNull();
        complete(claim(experiment, 0).orElseThrow(), 0.5);

        assertThat(trial(experiment, 0).cost().trainingSeconds()).isEqualTo(0);
        assertThat(trial(experiment, 0).cost().epochs()).isEqualTo(2);
    }

    @Test
    void whatBreaksAConstraintIsNeverTheBestAndComesAfterAllThatDoesNot() {
        Experiment experiment = submit(
                aPlan().trials(5).packsOf(5).constraints(new Constraint("trainAccuracy", null, 0.5), atMostLoss(2)));

        // Accuracy, training accuracy and loss; by how much of its bound each of the broken ones fails is in its name.
        completeWith(
                experiment,
                new double[] {0.9, 0.25, 1}, // 0.5
                new double[] {0.3, 0.75, 1},
                new double[] {0.8, 0.5, 3}, // 0.5 too, and less accurate than the first
                new double[] {0.4, 0.5, 2},
                new double[] {0.95, 0, 4}); // 1 and 1

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).bestTrial()).contains(3);
        assertThat(now(experiment).bestValue()).contains(0.4);
        assertThat(board(experiment)).containsExactly(3, 1, 0, 2, 4);
        assertThat(leaderboards.best(LOCAL, experiment.id(), 3, Optional.of(1)).trials())
                .extracting(Trial::number)
                .containsExactly(3, 1, 0);
        assertThat(jdbc.queryForList(
                        "select violation from trial where experiment_id = ? order by number",
                        Double.class,
                        experiment.id()))
                .containsExactly(0.5, 0.0, 0.5, 0.0, 2.0);
    }

    @Test
    void whereNothingKeepsToTheConstraintsThereIsNoBestAndNothingToEvaluate() {
        Experiment experiment = submit(aPlan().trials(1).target(0.1).constraints(atMostLoss(0.5)));

        complete(claim(experiment, 0).orElseThrow(), 0.25);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).isEmpty();
        assertThat(now(experiment).bestTrial()).isEmpty();
        assertThat(board(experiment)).containsExactly(0);
        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty()))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("constraints");
    }

    @Test
    void whatBreaksAConstraintReachesNoTargetAndIsNoProgress() {
        Experiment experiment =
                submit(aPlan().trials(9).target(0.5).stagnation(2, 0).constraints(atMostLoss(0.8)));

        complete(claim(experiment, 0).orElseThrow(), 0.25); // the loss is 1 less the accuracy
        complete(claim(experiment, 0).orElseThrow(), 0.1);
        assertThat(now(experiment).reason()).isEmpty();
        complete(claim(experiment, 0).orElseThrow(), 0.15);

        assertThat(now(experiment).reason().orElseThrow()).startsWith("the last 2 trials found nothing better");
    }

    /** Equal in the first objective: the second decides, or the best would not be on the front. */
    @Test
    void theBestOfSeveralObjectivesIsTheBestInTheFirstAndOnTheFront() {
        Experiment experiment = submit(aPlan().trials(4).packsOf(4).objectives(ACCURACY, LOSS, WEIGHTS));

        completeWith(
                experiment,
                new double[] {0.5, 0, 3},
                new double[] {0.75, 0, 3},
                new double[] {0.75, 0, 2},
                new double[] {0.25, 0, 1});

        assertThat(now(experiment).bestTrial()).contains(2);
    }

    @Test
    void aMetricOfTheTrialAsAWholeMayRankAlone() {
        Experiment experiment = submit(aPlan().trials(3)
                .packsOf(3)
                .objective(WEIGHTS)
                .searched("hiddenUnits", new IntDomain(5, 500, Scale.LINEAR)));

        completeWith(experiment, new double[] {0.5, 0, 3}, new double[] {0.75, 0, 3}, new double[] {0.75, 0, 2});

        List<Trial> all = trials(experiment);
        int fewest = IntStream.range(0, 3)
                .boxed()
                .min(Comparator.comparing(each -> all.get(each).cost().parameters()))
                .orElseThrow();
        assertThat(now(experiment).bestTrial()).contains(fewest);
        assertThat(board(experiment).get(0)).isEqualTo(fewest);
        assertThat(trial(experiment, fewest).objectiveValue())
                .contains((double) all.get(fewest).cost().parameters());
    }

    /** Who looks best may not be taken: ranked by its value, the ranges would go there. */
    @Test
    void whatBreaksAConstraintIsEvidenceOfWhereNotToSearch() {
        Experiment experiment = submit(aPlan().trials(40)
                .packsOf(40)
                .searchedInsteadOf("hiddenLayers", new CategoricalDomain(List.of(1L, 2L)))
                .constraints(new Constraint("trainAccuracy", null, 0.5)));
        Claim claim = claim(experiment, 0).orElseThrow();
        Map<Integer, Boolean> two = new HashMap<>();
        claim.members()
                .forEach(each -> two.put(
                        each.number(),
                        Long.valueOf(2).equals(each.parameters().values().get("hiddenLayers"))));

        // Two layers look best, and break the constraint.
        report(
                claim,
                number -> two.get(number)
                        ? new double[] {0.9 + number * 1e-4, 0.25, 1}
                        : new double[] {0.5 + number * 1e-4, 0.75, 1});

        assertThat(suggestions.next(LOCAL, experiment.id()).space().domains().get("hiddenLayers"))
                .isEqualTo(new CategoricalDomain(List.of(1L)));
    }

    @Test
    void whatEndsWithoutANumberThatCountsHasFailed() {
        Experiment experiment = submit(aPlan().trials(1).constraints(new Constraint("trainLoss", 1.0, null)));

        report(claim(experiment, 0).orElseThrow(), number -> new double[] {0.5, 0.5, Double.NaN});

        assertThat(trial(experiment, 0).state()).isEqualTo(TrialState.FAILED);
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.FAILED);
    }

    private static Constraint atMostLoss(double bound) {
        return new Constraint("validationLoss", bound, null);
    }

    private Trial trial(Experiment experiment, int number) {
        return trials.get(LOCAL, experiment.id(), number);
    }

    private List<Integer> board(Experiment experiment) {
        return leaderboards.best(LOCAL, experiment.id(), 20, Optional.empty()).trials().stream()
                .map(Trial::number)
                .toList();
    }

    private void complete(Claim claim, double accuracy) {
        report(claim, number -> new double[] {accuracy, 0.5, 1 - accuracy});
    }

    /** The next pack, trial by trial: accuracy, training accuracy and loss. */
    private void completeWith(Experiment experiment, double[]... figures) {
        report(claim(experiment, 0).orElseThrow(), number -> figures[number]);
    }

    private void report(Claim claim, IntFunction<double[]> figures) {
        reports.report(
                claim,
                claim.numbers().stream()
                        .map(number -> {
                            double[] each = figures.apply(number);
                            return new Measurement(number, 2, 1, each[1], each[2], each[0]);
                        })
                        .toList(),
                claim.numbers().stream().map(TrialEnd::completed).toList());
    }
}
