package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Pruner;
import dev.tamis.search.pruner.FirstEpochs;
import dev.tamis.search.pruner.Hyperband;
import dev.tamis.search.pruner.Median;
import dev.tamis.search.pruner.Patience;
import dev.tamis.search.pruner.SuccessiveHalving;
import dev.tamis.search.pruner.Threshold;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.search.sampler.TpeSampler;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Parameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which trials are stopped does not depend on who trains them, when, or how often. One subclass for each database. */
abstract class PruningContract extends TrainedByHand {

    private static final int EPOCHS = 12;

    @Autowired
    private Enqueue enqueue;

    static List<Pruner> pruners() {
        return List.of(
                new Median(3, 1, null),
                new SuccessiveHalving(1, null, 3, null),
                new SuccessiveHalving(2, 8, 2, 3),
                new Hyperband(1, null, 2, null),
                new FirstEpochs(3, 4),
                new Patience(1),
                new Threshold(0.45, 2));
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void oneLaneAndSeveralThatDieStopTheSameTrials(Pruner pruner) {
        List<String> alone = ends(train(submit(plan(40).pruner(pruner)), 1, 0));
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(ends(train(submit(plan(40).pruner(pruner)), 3, seed))).isEqualTo(alone);
        }
        assertThat(alone).anyMatch(each -> each.contains("COMPLETED"));
        assertThat(epochs(alone)).as("epochs of %s", alone).isLessThan(40 * EPOCHS * 3 / 4);
    }

    @Test
    void aSamplerThatLearnsAndAPrunerGoTogether() {
        Plans plan = plan(40).sampler(new TpeSampler()).pruner(new SuccessiveHalving(1, null, 3, null));
        List<String> alone = ends(train(submit(plan), 1, 0));
        assertThat(ends(train(submit(plan), 3, 7))).isEqualTo(alone);
        assertThat(alone).anyMatch(each -> each.contains("PRUNED"));
    }

    @Test
    void whoIsStoppedKnowsWhyAndOthersAreTrainedToTheirEnd() {
        Experiment experiment = train(submit(plan(40).pruner(new SuccessiveHalving(1, null, 3, null))), 2, 1);
        assertThat(experiment.state()).isEqualTo(ExperimentState.COMPLETED);
        List<Trial> all = trials(experiment);
        List<Trial> pruned =
                all.stream().filter(each -> each.state() == TrialState.PRUNED).toList();
        assertThat(pruned).hasSizeGreaterThan(20).allSatisfy(trial -> {
            assertThat(trial.reason().orElseThrow())
                    .matches("0\\.\\d+ at epoch " + trial.epochsDone()
                            + ", 0\\.\\d+ needed: the best (\\d+ )?of \\d+ trials");
            assertThat(trial.epochsDone()).isIn(1, 3);
            assertThat(curve(experiment, trial)).hasSize(trial.epochsDone());
        });
        assertThat(experiment.counts().pruned()).isEqualTo(pruned.size());
        assertThat(all.stream().filter(each -> each.state() == TrialState.COMPLETED))
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.epochsDone()).isEqualTo(EPOCHS));
        assertThat(experiment.estimatedRemaining(Instant.now())).isEmpty();
        // The best of all is among those that were trained to their end.
        Trial best = all.stream()
                .max(Comparator.comparingDouble(each -> accuracy(each.parameters(), EPOCHS)))
                .orElseThrow();
        assertThat(experiment.bestTrial()).contains(best.number());
    }

    @Test
    void theBestAfterTheFirstEpochsTrainOnFromTheBeginning() {
        Experiment experiment = train(submit(plan(20).pruner(new FirstEpochs(3, 4))), 2, 5);
        List<Trial> all = trials(experiment);
        Set<Integer> best = all.stream()
                .sorted(Comparator.comparingDouble(each -> -accuracy(each.parameters(), 3)))
                .limit(4)
                .map(Trial::number)
                .collect(Collectors.toSet());
        assertThat(all).allSatisfy(trial -> {
            boolean kept = best.contains(trial.number());
            assertThat(trial.state()).isEqualTo(kept ? TrialState.COMPLETED : TrialState.PRUNED);
            assertThat(trial.epochsDone()).isEqualTo(kept ? EPOCHS : 3);
            assertThat(curve(experiment, trial)).hasSize(trial.epochsDone());
            if (!kept) {
                assertThat(trial.reason().orElseThrow()).endsWith("needed: the best 4 of 20 trials");
                assertThat(trial.metrics()).hasSize(4);
            }
        });
        assertThat(experiment.state()).isEqualTo(ExperimentState.COMPLETED);
    }

    @Test
    void aTrialWaitsUntilThoseAreFarEnoughThatDecideOnIt() {
        Experiment experiment = submit(plan(12).packsOf(12).pruner(new SuccessiveHalving(4, null, 3, 2)));
        Claim first = claim(experiment, 0).orElseThrow();
        assertThat(first.numbers()).containsExactly(0);
        assertThat(claim(experiment, 1)).isEmpty();
        report(first, 0, 1, 3);
        assertThat(claim(experiment, 1)).isEmpty();
        report(first, 0, 4, 4);
        Claim second = claim(experiment, 1).orElseThrow();
        assertThat(second.numbers()).containsExactly(1);
        assertThat(claims.join(first, Set.of(0), () -> true)).isEmpty();
        report(second, 1, 1, 4);
        assertThat(claims.join(first, Set.of(0), () -> false)).isEmpty();
        assertThat(claims.join(first, Set.of(0), () -> true))
                .extracting(Claim.Member::number)
                .containsExactly(2);
    }

    @Test
    void whatAWorkerNeverHeardOfIsTakenBack() {
        Experiment experiment = submit(plan(12).packsOf(6).pruner(new Threshold(0.0, 0)));
        Claim claim = claim(experiment, 0).orElseThrow();
        assertThat(claim.numbers()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(now(experiment).counts().running()).isEqualTo(6);
        // The answer to a request was lost: the worker knows of these three alone.
        Claim known = new Claim(
                claim.lane(), claim.claimedBy(), claim.plan(), claim.members().subList(0, 3), 6);
        assertThat(claims.join(known, Set.of(0, 1, 2), () -> true))
                .extracting(Claim.Member::number)
                .containsExactly(3, 4, 5);
        assertThat(now(experiment).counts().running()).isEqualTo(6);
        assertThat(trials(experiment)).allMatch(trial -> trial.deaths() == 0);
    }

    @Test
    void chosenPointsAreTrainedToTheirEnd() {
        Experiment experiment = submit(plan(30).pruner(new SuccessiveHalving(1, null, 3, null)));
        Parameters bad = new Parameters(Map.of("learningRate", 1e-6));
        int number = enqueue.enqueue(LOCAL, experiment.id(), List.of(bad), "mine", Optional.empty())
                .numbers()
                .get(0);
        Experiment ended = train(experiment, 2, 3);
        Trial chosen = trials(ended).get(number);
        assertThat(chosen.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(chosen.epochsDone()).isEqualTo(EPOCHS);
    }

    @Test
    void aPauseAtTheBarrierLosesNothing() {
        Experiment experiment = submit(plan(8).packsOf(4).pruner(new FirstEpochs(3, 2)));
        Claim claim = claim(experiment, 0).orElseThrow();
        claim.numbers().forEach(each -> report(claim, each, 1, 3));
        assertThat(now(experiment).counts().running()).isZero();
        experiments.pause(LOCAL, experiment.id());
        experiments.resume(LOCAL, experiment.id());
        Experiment ended = train(experiment, 1, 0);
        assertThat(ended.counts().completed()).isEqualTo(2);
        assertThat(ended.counts().pruned()).isEqualTo(6);
    }

    /** They pass by hundreds, each hundred a change of its own. */
    @Test
    void moreThanAHundredPassTheBarrier() {
        Experiment ended = train(submit(plan(130).packsOf(65).pruner(new FirstEpochs(1, 120))), 1, 0);
        assertThat(ended.counts().completed()).isEqualTo(120);
        assertThat(ended.counts().pruned()).isEqualTo(10);
        assertThat(ended.counts().allEnded()).isTrue();
    }

    @Test
    void prunersThatFitNothingAreRefusedByName() {
        assertThatThrownBy(() -> plan(4).pruner(new Threshold()).build())
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("pruner.value: is missing");
        assertThatThrownBy(() -> plan(4).pruner(new FirstEpochs())
                        .sampler(new TpeSampler())
                        .build())
                .hasMessageContaining("pruner.type: must not be FIRST_EPOCHS with TPE");
        assertThatThrownBy(() -> plan(4).pruner(new Median())
                        .objective(new Objective("epochs", Objective.At.LAST))
                        .build())
                .hasMessageContaining("pruner.type: must be NONE for epochs");
    }

    private static Plans plan(int trials) {
        return aPlan().trials(trials).packsOf(6).fixed("epochs", (long) EPOCHS).sampler(new RandomSampler());
    }

    /** Of good and of bad points curves that cross, and accuracies that many share. */
    private static double accuracy(Parameters point, int epoch) {
        double decades = Math.log10((Double) point.values().get("learningRate"));
        double end = Math.max(0.1, 0.9 - Math.abs(decades + 3) / 4);
        double early = new SplittableRandom(Double.hashCode(decades) * 31L + epoch).nextDouble();
        return Math.round(100 * (end * (1 - Math.exp(-epoch / 3.0)) + 0.1 * early)) / 100.0;
    }

    private static Measurement measured(int number, Parameters point, int epoch) {
        double accuracy = accuracy(point, epoch);
        return new Measurement(number, epoch, 1, accuracy, 2 - accuracy - 1e-3 * number / 100, accuracy);
    }

    private void report(Claim claim, int number, int from, int to) {
        Claim.Member member = claim.members().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow();
        List<Measurement> results = new ArrayList<>();
        for (int epoch = from; epoch <= to; epoch++) {
            results.add(measured(number, member.parameters(), epoch));
        }
        reports.report(claim, results, List.of());
    }

    /** A pack in training, by hand. */
    private static final class Training {
        private Claim claim;
        private final Map<Integer, Integer> epochs = new HashMap<>();
        private final Map<Integer, Judge> judges = new HashMap<>();

        Training(Claim claim) {
            this.claim = claim;
            add(claim.members());
        }

        void add(List<Claim.Member> members) {
            members.forEach(each -> {
                epochs.put(each.number(), 0);
                judges.put(each.number(), Judge.of(claim.plan(), each));
            });
        }
    }

    /** Lanes take turns by chance, a step each; packs are refilled, given back, and their workers die. */
    private Experiment train(Experiment experiment, int lanes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Training> working = new HashMap<>();
        for (int i = 0; now(experiment).state() == ExperimentState.RUNNING; i++) {
            assertThat(i).as("steps until nothing goes on").isLessThan(20_000);
            int lane = random.nextInt(lanes);
            Training training = working.get(lane);
            if (training == null) {
                claim(experiment, lane).ifPresent(claim -> working.put(lane, new Training(claim)));
                continue;
            }
            if (lanes > 1 && random.nextInt(30) == 0) {
                claims.giveBack(training.claim);
                working.remove(lane);
                continue;
            }
            step(training);
            if (training.epochs.isEmpty()) {
                working.remove(lane);
            } else if (random.nextBoolean()) {
                List<Claim.Member> joining =
                        claims.join(training.claim, Set.copyOf(training.epochs.keySet()), () -> true);
                training.claim = training.claim.with(joining);
                training.add(joining);
            }
        }
        return now(experiment);
    }

    private void step(Training training) {
        List<Measurement> results = new ArrayList<>();
        List<TrialEnd> ends = new ArrayList<>();
        Set<Integer> leaving = new HashSet<>();
        for (Claim.Member each : training.claim.members()) {
            int number = each.number();
            if (training.epochs.containsKey(number)) {
                int epoch = training.epochs.merge(number, 1, Integer::sum);
                Measurement result = measured(number, each.parameters(), epoch);
                results.add(result);
                training.judges.get(number).after(result).ifPresent(leave -> {
                    leave.end().ifPresent(end -> ends.add(new TrialEnd(number, end)));
                    leaving.add(number);
                });
                if (epoch == EPOCHS) {
                    ends.add(TrialEnd.completed(number));
                    leaving.add(number);
                }
            }
        }
        reports.report(training.claim, results, ends);
        training.epochs.keySet().removeAll(leaving);
    }

    private List<String> ends(Experiment experiment) {
        return trials(experiment).stream()
                .map(each -> each.number() + " " + each.state() + " " + each.epochsDone() + " " + each.parameters()
                        + " " + each.reason().orElse(""))
                .toList();
    }

    private static int epochs(List<String> ends) {
        return ends.stream()
                .mapToInt(each -> Integer.parseInt(each.split(" ")[2]))
                .sum();
    }

    private List<Measurement> curve(Experiment experiment, Trial trial) {
        return trials.curve(LOCAL, experiment.id(), trial.number());
    }
}
