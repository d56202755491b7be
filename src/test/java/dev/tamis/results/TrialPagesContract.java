package dev.tamis.results;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.PersistenceTestApplication;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.experiment.TrialState;
import dev.tamis.mlp.MlpMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What every database must do for pages of trials. One subclass for each database. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class TrialPagesContract {

    private static final Map<String, Function<Trial, Comparable<?>>> PROPERTIES = Map.ofEntries(
            Map.entry("id.number", Trial::number),
            Map.entry("round", Trial::round),
            Map.entry("state", trial -> trial.state().name()),
            Map.entry("epochsDone", Trial::epochsDone),
            Map.entry("metrics.trainLoss", trial -> value(trial.metrics(), "trainLoss")),
            Map.entry("metrics.trainAccuracy", trial -> value(trial.metrics(), "trainAccuracy")),
            Map.entry("metrics.validationLoss", trial -> value(trial.metrics(), "validationLoss")),
            Map.entry("metrics.validationAccuracy", trial -> value(trial.metrics(), "validationAccuracy")),
            Map.entry("bestMetrics.validationAccuracy", trial -> value(trial.bestMetrics(), "validationAccuracy")),
            Map.entry("startedAt", trial -> trial.startedAt().orElse(null)),
            Map.entry("finishedAt", trial -> trial.finishedAt().orElse(null)));

    @Autowired
    private Experiments experiments;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    private Experiment experiment;

    /** Rounds of 5, 5 and 4 trials: two have ended, with a failure each; of the third two trials train and two wait. */
    @BeforeEach
    void anExperimentUnderWay() {
        experiment = submit(
                aPlan().trials(14).packsOf(5).rounds(3, RoundsPlan.Mode.AUTO).maxFailedTrials(14));
        trainRound(1);
        trainRound(2);
        Claim last = claim(3);
        reports.report(last, List.of(result(10, 1, 0.9), result(11, 1, 0.2)), List.of());
        reports.report(last, List.of(), List.of(TrialEnd.failed(12, "diverged")));
    }

    @Test
    void pagesOfEveryOrderAndFilterShowEachTrialOnceInItsPlace() {
        List<Trial> all = pages(Optional.empty(), Optional.empty(), Sort.by("id.number"));
        assertThat(all)
                .extracting(Trial::number)
                .isEqualTo(IntStream.range(0, 14).boxed().toList());
        for (Optional<TrialState> state : List.of(
                Optional.<TrialState>empty(),
                Optional.of(TrialState.COMPLETED),
                Optional.of(TrialState.FAILED),
                Optional.of(TrialState.CANCELLED))) {
            for (Optional<Integer> round : List.of(Optional.<Integer>empty(), Optional.of(1), Optional.of(3))) {
                List<Trial> chosen = all.stream()
                        .filter(trial -> state.isEmpty() || state.get() == trial.state())
                        .filter(trial -> round.isEmpty() || round.get() == trial.round())
                        .toList();
                PROPERTIES.forEach((property, value) -> {
                    for (Sort.Direction direction : Sort.Direction.values()) {
                        assertThat(pages(state, round, Sort.by(direction, property)))
                                .as("%s %s, %s of round %s", property, direction, state, round)
                                .extracting(Trial::number)
                                .isEqualTo(sorted(chosen, value, direction));
                    }
                });
            }
        }
    }

    @Test
    void withinRoundsTheNumbersMayRunTheOtherWay() {
        assertThat(pages(
                        Optional.empty(),
                        Optional.empty(),
                        Sort.by("round").descending().and(Sort.by("id.number"))))
                .extracting(Trial::number)
                .containsExactly(10, 11, 12, 13, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4);
        assertThat(pages(
                        Optional.empty(),
                        Optional.empty(),
                        Sort.by("round").and(Sort.by("id.number").descending())))
                .extracting(Trial::number)
                .containsExactly(4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 13, 12, 11, 10);
    }

    /** Clients see null for both, and page by page they are told of numbers first. */
    @Test
    void whatIsNoNumberComesLastWithWhatIsAbsent() {
        for (Sort.Direction direction : Sort.Direction.values()) {
            assertThat(numbers(pages(Optional.empty(), Optional.empty(), Sort.by(direction, "metrics.validationLoss"))
                            .subList(10, 14)))
                    .as("%s", direction)
                    .containsExactly(0, 5, 12, 13);
        }
    }

    @Test
    void theObjectiveRanksCompletedTrialsAndAllOthersFollow() {
        List<Integer> best = numbers(pages(
                Optional.empty(), Optional.empty(), Sort.by("objectiveValue").descending()));
        // Equal values go by validation loss, as on the leaderboard; the running trial 10 has but a provisional value.
        assertThat(best.subList(0, 8)).containsExactly(4, 9, 3, 8, 7, 2, 1, 6);
        assertThat(best.subList(8, 14)).containsExactlyInAnyOrder(0, 5, 10, 11, 12, 13);
        List<Integer> worst = numbers(pages(Optional.empty(), Optional.empty(), Sort.by("objectiveValue")));
        assertThat(worst).containsExactly(1, 6, 2, 7, 3, 8, 4, 9, 0, 5, 10, 11, 12, 13);
        assertThat(numbers(pages(
                        Optional.of(TrialState.COMPLETED),
                        Optional.of(2),
                        Sort.by("objectiveValue").descending())))
                .containsExactly(9, 8, 7, 6);
    }

    @Test
    void aSmallLossIsTheBestObjectiveValueWhereTheLossIsMinimized() {
        experiment = submit(aPlan().trials(3).packsOf(3).objective(new Objective("validationLoss", Objective.At.LAST)));
        reports.report(
                claim(1),
                List.of(result(0, 2, 0.4), result(1, 2, 0.8), result(2, 2, 0.6)),
                IntStream.range(0, 3).mapToObj(TrialEnd::completed).toList());

        assertThat(numbers(pages(Optional.empty(), Optional.empty(), Sort.by("objectiveValue"))))
                .containsExactly(1, 2, 0);
        assertThat(numbers(pages(
                        Optional.empty(),
                        Optional.empty(),
                        Sort.by("objectiveValue").descending())))
                .containsExactly(0, 2, 1);
    }

    @Test
    void ofARoundThatThereIsNotThereIsNoPageEither() {
        for (int round : new int[] {4, 0, -1}) {
            assertThatThrownBy(() -> trials.page(
                            LOCAL,
                            experiment.id(),
                            Optional.empty(),
                            Optional.of(round),
                            PageRequest.of(0, 3, Sort.by("id.number"))))
                    .isInstanceOf(NotFound.class)
                    .hasMessage("There is no round " + round + ".");
        }
    }

    @Test
    void aPageBeyondTheLastIsEmptyAndKnowsTheTotal() {
        Page<Trial> beyond = trials.page(
                LOCAL, experiment.id(), Optional.empty(), Optional.empty(), PageRequest.of(5, 3, Sort.by("id.number")));

        assertThat(beyond).isEmpty();
        assertThat(beyond.getTotalElements()).isEqualTo(14);
    }

    @Test
    void aLargeSubmissionIsSeveralChangesSoThatItsReadersNeedNotTakeItWhole() {
        Experiment large = submit(aPlan().trials(250));

        assertThat(trials.changedAfter(LOCAL, large.id(), 0, 20)).hasSize(100);
        List<Integer> seen = new ArrayList<>();
        long cursor = 0;
        for (List<Trial> some = trials.changedAfter(LOCAL, large.id(), cursor, 20);
                !some.isEmpty();
                some = trials.changedAfter(LOCAL, large.id(), cursor, 20)) {
            seen.addAll(numbers(some));
            cursor = some.get(some.size() - 1).changeNumber();
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 250).boxed().toList());
        assertThat(experiments.get(LOCAL, large.id()).changeNumber()).isEqualTo(cursor);
    }

    @Test
    void soIsTheEndOfAllThatWaits() {
        Experiment large = submit(aPlan().trials(250));
        long before = experiments.get(LOCAL, large.id()).changeNumber();
        experiments.cancel(LOCAL, large.id());

        assertThat(trials.changedAfter(LOCAL, large.id(), before, 20))
                .hasSize(100)
                .allMatch(trial -> trial.state() == TrialState.CANCELLED);
        assertThat(trials.changedAfter(LOCAL, large.id(), before, 1000))
                .extracting(Trial::number)
                .isEqualTo(IntStream.range(0, 250).boxed().toList());
        assertThat(experiments.get(LOCAL, large.id()).counts().of(TrialState.CANCELLED))
                .isEqualTo(250);
    }

    private List<Trial> pages(Optional<TrialState> state, Optional<Integer> round, Sort sort) {
        List<Trial> all = new ArrayList<>();
        PageRequest next = PageRequest.of(0, 3, sort.and(Sort.by("id.number")));
        Page<Trial> page;
        do {
            page = trials.page(LOCAL, experiment.id(), state, round, next);
            all.addAll(page.getContent());
            next = next.next();
        } while (page.hasNext());
        assertThat(page.getTotalElements()).isEqualTo(all.size());
        return all;
    }

    private static Double value(List<Double> values, String metric) {
        return MlpMetric.ALL.value(values, metric).filter(Double::isFinite).orElse(null);
    }

    private static List<Integer> numbers(List<Trial> trials) {
        return trials.stream().map(Trial::number).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> sorted(
            List<Trial> trials, Function<Trial, Comparable<?>> value, Sort.Direction direction) {
        Comparator<Comparable<Object>> order = naturalOrder();
        return trials.stream()
                .sorted(Comparator.comparing(
                                (Trial trial) -> (Comparable<Object>) value.apply(trial),
                                nullsLast(direction.isAscending() ? order : order.reversed()))
                        .thenComparing(Trial::number))
                .map(Trial::number)
                .toList();
    }

    /** The first trial diverges; the others' accuracies rise with their numbers, equally in each round. */
    private void trainRound(int round) {
        Claim claim = claim(round);
        List<Measurement> results = new ArrayList<>();
        List<TrialEnd> ends = new ArrayList<>();
        for (int number : claim.numbers()) {
            int place = number % 5;
            double loss = round == 1 ? Double.NaN : Double.POSITIVE_INFINITY;
            results.add(
                    place == 0
                            ? new Measurement(number, 2, loss, Double.NaN, loss, Double.NaN)
                            : result(number, 2, 0.1 * place));
            ends.add(place == 0 ? TrialEnd.failed(number, "diverged") : TrialEnd.completed(number));
        }
        reports.report(claim, results, ends);
    }

    private Claim claim(int run) {
        return claims.next(new Claims.Request(
                        new Claim.Lane(experiment.id(), run, 0), "token " + run, Deaths.upTo(2), true, () -> true))
                .orElseThrow();
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    /** Trial 2 has a higher loss than trial 7, with the same accuracy. */
    private static Measurement result(int trial, int epoch, double validationAccuracy) {
        double loss = 1 - validationAccuracy / 2 + (trial == 2 ? 0.01 : 0);
        return new Measurement(trial, epoch, 2.3 / epoch, 0.1 * epoch, loss, validationAccuracy);
    }
}
