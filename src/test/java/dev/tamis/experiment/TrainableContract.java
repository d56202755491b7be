package dev.tamis.experiment;

import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tamis.results.Leaderboards;
import dev.tamis.results.StoredTrials;
import dev.tamis.results.Suggestions;
import dev.tamis.results.TrialPoint;
import dev.tamis.search.Direction;
import dev.tamis.search.NextRound;
import dev.tamis.search.Verdict;
import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What is no network runs from the plan to the suggestions all the same. One subclass for each database. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class TrainableContract {

    private static final Domain ALONG = new FloatDomain(-10, 10, Scale.LINEAR);
    private static final Domain ACROSS = new FloatDomain(1e-3, 1e6, Scale.LOG);

    @Autowired
    private Experiments experiments;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Leaderboards leaderboards;

    @Autowired
    private Claims claims;

    @Autowired
    private Draws draws;

    @Autowired
    private Reports reports;

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Test
    void whatIsNoNetworkIsDrawnTrainedRankedAndNarrowed() {
        Experiment experiment = submit(valley().rounds(2));
        assertThat(experiment.plan().terms().objective())
                .isEqualTo(new Objective("height", Direction.MINIMIZE, Objective.At.LAST));
        trainAll(experiment);

        Experiment ended = experiments.get(LOCAL, experiment.id());
        assertThat(ended.state()).isEqualTo(ExperimentState.COMPLETED);
        List<Trial> ranked =
                leaderboards.best(LOCAL, experiment.id(), 80, Optional.empty()).trials();
        assertThat(ranked).hasSize(80).isSortedAccordingTo(Comparator.comparing((Trial each) -> height(each)));
        assertThat(ended.bestTrial()).contains(ranked.get(0).number());
        assertThat(ended.bestValue().orElseThrow()).isEqualTo(height(ranked.get(0)));
        assertThat(ranked).allSatisfy(trial -> {
            assertThat(trial.epochs()).isEqualTo(3);
            assertThat(trial.objectiveValue()).contains(height(trial));
            assertThat(trial.metrics()).isEqualTo(Valley.measured(ended.plan(), trial.parameters(), 3));
            assertThat(trials.curve(LOCAL, experiment.id(), trial.number()))
                    .extracting(Measurement::step)
                    .containsExactly(1, 2, 3);
        });
        List<TrialPoint> points = new ArrayList<>();
        trials.points(LOCAL, experiment.id(), 0, "effort", points::add);
        assertThat(points)
                .hasSize(80)
                .allSatisfy(point -> assertThat(point.metric())
                        .isEqualTo(Math.abs((Double) point.parameters().values().get("along"))));
        FloatDomain second = (FloatDomain)
                rounds.get(LOCAL, experiment.id(), 2).space().domains().get("across");
        assertThat(second.low()).isGreaterThan(1e-3).isLessThan(100);
        assertThat(second.high()).isLessThan(1e6).isGreaterThan(100);
    }

    @Test
    void suggestionsStayWithinWhatItsTrainerTakes() {
        Experiment experiment = submit(valley().searched("across", new FloatDomain(1e3, 1e6, Scale.LOG)));
        trainAll(experiment);
        NextRound down = suggestions.next(LOCAL, experiment.id());
        assertThat(verdict(down)).isIn(Verdict.EXTEND, Verdict.SHIFT);
        assertThat(across(down).low()).isLessThan(1e3);
        assertThat(across(down).high()).isLessThanOrEqualTo(1e6);

        Experiment upwards = submit(valley().searched("across", new FloatDomain(1e2, 1e6, Scale.LOG)));
        trainAll(upwards, 1e12);
        assertThat(across(suggestions.next(LOCAL, upwards.id())).high()).isEqualTo(1e6);
    }

    private static Verdict verdict(NextRound next) {
        return next.suggestions().suggestions().stream()
                .filter(each -> each.parameter().equals("across"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static FloatDomain across(NextRound next) {
        return (FloatDomain) next.suggestions().suggestedSpace().domains().get("across");
    }

    @Test
    void equalsAreRankedByTheMetricThatItsTrainerNames() {
        Experiment experiment = submit(valley().trials(8)
                .searchedInsteadOf("across", "side", new CategoricalDomain(List.of("SUNNY", "SHADY"))));
        trainAll(experiment);

        assertThat(leaderboards
                        .best(LOCAL, experiment.id(), 8, Optional.empty())
                        .trials())
                .extracting(trial -> trial.metrics().get(0))
                .isSorted();
    }

    @Test
    void aSamplerThatLearnsLearnsFromItsMerits() {
        Experiment experiment = submit(valley().trials(60).learning());
        trainAll(experiment);

        List<Double> heights = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            heights.add(height(trials.get(LOCAL, experiment.id(), number)));
        }
        // The first four are drawn before anything is known.
        assertThat(mean(heights.subList(30, 60))).isLessThan(mean(heights.subList(0, 4)) / 2);
    }

    @Test
    void onlyWhatItTakesIsLegal() {
        Valley trainer = new Valley();
        Map<String, Domain> searched = new LinkedHashMap<>();
        searched.put("learningRate", new FloatDomain(1e-6, 1e-2, Scale.LOG));
        searched.put("across", new FloatDomain(1, 1e7, Scale.LOG));
        searched.put("turns", new FloatDomain(1, 5, Scale.LINEAR));
        InvalidFields refused = catchThrowableOfType(
                InvalidFields.class,
                () -> ModelSpace.of(
                        trainer, new Parameters(Map.of("side", "NORTH", "epochs", 2L)), new SearchSpace(searched)));
        assertThat(refused.fields())
                .extracting(InvalidField::field)
                .containsExactlyInAnyOrder(
                        "model.side",
                        "model.epochs",
                        "searchSpace.learningRate",
                        "searchSpace.across.high",
                        "searchSpace.turns.type");
        assertThat(refused.fields())
                .extracting(InvalidField::rule)
                .contains(
                        "is not a hyperparameter; there are [along, across, side, turns]",
                        "must be > 0 and <= 1000000, but got 1.0E7");

        assertThatThrownBy(() -> valley().dataset(new DatasetChoice("mnist", 400, 100, false))
                        .build())
                .hasMessageContaining("dataset")
                .hasMessageContaining("VALLEY takes none");
        assertThatThrownBy(() -> valley().objective("validationAccuracy").build())
                .hasMessageContaining(
                        "must be one of [height, trainingSeconds, parameters, epochs], but got \"validationAccuracy\"");
        assertThatThrownBy(() ->
                        submit(valley().trials(100_000).searched("turns", new IntDomain(1, 101, Scale.LINEAR))))
                .hasMessageContaining("10100000");
    }

    @Test
    void aPlanIsReadAsItWasStored() {
        Experiment experiment = submit(valley());

        assertThat(experiments.get(LOCAL, experiment.id()).plan()).isEqualTo(experiment.plan());
        assertThat(StoredJson.write(experiment.plan())).contains("\"trainer\":\"VALLEY\",\"dataset\":null,");
    }

    @Test
    void prunedTrialsAreEvidenceOfWhereNotToSearch() {
        Experiment whole = submit(valley());
        trainAll(whole);
        Experiment pruned = submit(valley());
        // The worse half, told by what they would have come to: stopped at its first step, it looks no worse than it
        // is.
        double middle = leaderboards.best(LOCAL, whole.id(), 80, Optional.empty()).trials().stream()
                .mapToDouble(TrainableContract::height)
                .sorted()
                .skip(40)
                .findFirst()
                .orElseThrow();
        List<Trial> all =
                leaderboards.best(LOCAL, whole.id(), 80, Optional.empty()).trials();
        Set<Integer> hopeless = all.stream()
                .filter(each -> height(each) >= middle)
                .map(Trial::number)
                .collect(Collectors.toSet());
        trainAll(pruned, 100, hopeless::contains);

        assertThat(experiments.get(LOCAL, pruned.id()).counts().pruned()).isEqualTo(40);
        FloatDomain without = across(suggestions.next(LOCAL, whole.id()));
        FloatDomain with = across(suggestions.next(LOCAL, pruned.id()));
        assertThat(with).isEqualTo(without);
    }

    @Test
    void whereThereIsNoDatasetNoTestRowsAreAskedFor() {
        Experiment experiment = submit(valley().trials(1));
        trainAll(experiment);

        assertThatThrownBy(() -> finalEvaluations.request(LOCAL, experiment.id(), OptionalInt.empty()))
                .isInstanceOf(NotYet.class)
                .hasMessageContaining("no dataset");
    }

    private Experiment submit(ValleyPlan plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    private void trainAll(Experiment experiment) {
        trainAll(experiment, 100);
    }

    private void trainAll(Experiment experiment, double bottom) {
        trainAll(experiment, bottom, number -> false);
    }

    /**
     * By hand, as a worker would: all that waits, pack after pack.
     *
     * @param bottom where the valley is deepest
     * @param hopeless the trials that are pruned after their first step
     */
    private void trainAll(Experiment experiment, double bottom, IntPredicate hopeless) {
        Plan plan = experiment.plan();
        while (experiments.get(LOCAL, experiment.id()).state() == ExperimentState.RUNNING) {
            Claim.Lane lane = new Claim.Lane(
                    experiment.id(), experiments.get(LOCAL, experiment.id()).run(), 0);
            Optional<Claim> claim = claims.next(
                    new Claims.Request(lane, UUID.randomUUID().toString(), Deaths.upTo(0), true, () -> true));
            if (claim.isEmpty()) {
                assertThat(draws.next(lane, () -> true)).isTrue();
                continue;
            }
            List<Measurement> results = new ArrayList<>();
            for (Claim.Member member : claim.get().members()) {
                for (int step = 1;
                        step
                                <= (hopeless.test(member.number())
                                        ? 1
                                        : plan.trainer()
                                                .length(plan, member.parameters())
                                                .steps());
                        step++) {
                    List<Double> values = Valley.measured(plan, moved(member.parameters(), bottom), step);
                    results.add(new Measurement(member.number(), step, values, List.of()));
                }
            }
            reports.report(
                    claim.get(),
                    results,
                    claim.get().numbers().stream()
                            .map(number -> hopeless.test(number)
                                    ? new TrialEnd(number, new End.Pruned("hopeless"))
                                    : TrialEnd.completed(number))
                            .toList());
        }
    }

    /** What is measured where the valley is deepest elsewhere. */
    private static Parameters moved(Parameters point, double bottom) {
        Map<String, Object> values = new LinkedHashMap<>(point.values());
        values.computeIfPresent("across", (name, across) -> (Double) across * 100 / bottom);
        return new Parameters(values);
    }

    private static double height(Trial trial) {
        double decades = Math.log10((Double) trial.parameters().values().get("across")) - 2;
        return decades * decades + 1.0 / 3;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(each -> each).average().orElseThrow();
    }

    private static ValleyPlan valley() {
        return new ValleyPlan();
    }

    private static final class ValleyPlan {

        private final Map<String, Domain> searched = new LinkedHashMap<>();
        private int trials = 80;
        private int rounds = 1;
        private Objective objective;
        private DatasetChoice dataset;
        private SamplerChoice sampler = new SamplerChoice(new RandomSampler(), 42);

        ValleyPlan() {
            searched.put("along", ALONG);
            searched.put("across", ACROSS);
        }

        ValleyPlan trials(int count) {
            trials = count;
            return this;
        }

        ValleyPlan rounds(int count) {
            rounds = count;
            return this;
        }

        ValleyPlan searched(String name, Domain domain) {
            searched.put(name, domain);
            return this;
        }

        ValleyPlan searchedInsteadOf(String other, String name, Domain domain) {
            searched.remove(other);
            return searched(name, domain);
        }

        ValleyPlan learning() {
            sampler = new SamplerChoice(new LearningSampler(4), 42);
            return this;
        }

        ValleyPlan objective(String metric) {
            objective = new Objective(metric, Objective.At.LAST);
            return this;
        }

        ValleyPlan dataset(DatasetChoice choice) {
            dataset = choice;
            return this;
        }

        Plan build() {
            return new Plan(
                    "down the valley",
                    new Valley(),
                    dataset,
                    ModelSpace.of(new Valley(), Parameters.NONE, new SearchSpace(searched)),
                    sampler,
                    null,
                    new Plan.Terms(
                            objective, new Budget(trials, 8, null), new RoundsPlan(rounds, RoundsPlan.Mode.AUTO)));
        }
    }
}
