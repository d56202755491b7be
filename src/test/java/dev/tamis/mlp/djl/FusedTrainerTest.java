package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.TrainingObserver;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FusedTrainerTest {

    private static final Split SPLIT = Blobs.split(200, 90, 6, 3);

    /** So that an epoch of hours is told from a call that hangs; one call or many, the results are the same. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void aLongEpochIsMadeOfShortCallsWithASignOfLifeAfterEach(double dropout) {
        MlpSpec spec = Trials.spec("batchSize", 8, "epochs", 2, "dropout", dropout, "weightDecay", 0.01);
        Pack pack = new Pack(Trials.BATCHES, List.of(Trials.member(0, spec), Trials.member(1, spec)));
        List<Integer> beats = new ArrayList<>();
        List<List<List<Measurement>>> results = new ArrayList<>();
        for (double workOfCall : new double[] {Double.MAX_VALUE, 1}) {
            AtomicInteger beaten = new AtomicInteger();
            List<List<Measurement>> heard = new ArrayList<>();
            new FusedTrainer(Trials.TORCH, workOfCall).train(pack, SPLIT, new TrainingObserver() {
                @Override
                public Set<Integer> onEpoch(List<Measurement> epoch) {
                    heard.add(epoch);
                    return Set.of();
                }

                @Override
                public void onEnd(int trialNumber, End end) {}

                @Override
                public void beat() {
                    beaten.incrementAndGet();
                }
            });
            beats.add(beaten.get());
            results.add(heard);
        }

        assertThat(beats.get(1)).as("200 rows in batches of 8, twice").isGreaterThanOrEqualTo(50);
        assertThat(beats.get(0)).isLessThan(beats.get(1));
        assertThat(results.get(1)).hasSize(2).isEqualTo(results.get(0));
    }

    @ParameterizedTest
    @EnumSource(Optimizer.class)
    void everyOptimizerLearns(Optimizer optimizer) {
        for (Activation activation : Activation.values()) {
            MlpSpec spec = Trials.spec(
                    "optimizer",
                    optimizer.name(),
                    "activation",
                    activation.name(),
                    "learningRate",
                    0.05,
                    "epochs",
                    20,
                    "hiddenUnits",
                    16,
                    "batchSize",
                    32,
                    "dropout",
                    0.1);
            List<Measurement> curve =
                    Trials.curves(SPLIT, List.of(Trials.member(3, spec))).get(3);
            assertThat(curve).extracting(Measurement::step).isEqualTo(counting(20));
            assertThat(MlpMetric.VALIDATION_ACCURACY.of(curve.get(19)))
                    .as(activation.name())
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void aTrialThatDivergesIsReportedOnceAndLeavesItsNeighboursUnharmed() {
        MlpSpec calm = spec("learningRate", 0.01);
        MlpSpec wild = spec("learningRate", 1e30);
        Map<Integer, List<Measurement>> alone = Trials.curves(SPLIT, List.of(Trials.member(0, calm)));
        Map<Integer, List<Measurement>> together =
                Trials.curves(SPLIT, List.of(Trials.member(0, calm), Trials.member(1, wild), Trials.member(2, calm)));

        assertThat(together.get(1)).last().matches(Measurement::diverged);
        assertThat(together.get(1).stream().filter(Measurement::diverged)).hasSize(1);
        assertThat(together.get(1).size()).isLessThan(10);
        assertThat(together.get(0)).isEqualTo(alone.get(0)).hasSize(10).noneMatch(Measurement::diverged);
        assertThat(together.get(2)).hasSize(10);
    }

    /** Trial 0 trains 2 of the pack's 4 epochs; the others' first steps throw their weights beyond all numbers. */
    @Test
    void theTrainerSaysHowEachTrialEnded() {
        List<Pack.Member> members = List.of(
                Trials.member(0, spec("epochs", 2)),
                Trials.member(1, spec("epochs", 4, "learningRate", 1e30)),
                Trials.member(2, spec("epochs", 4)));
        Map<Integer, Measurement> last = new TreeMap<>();
        Onlooker onlooker = new Onlooker(results -> {
            results.forEach(result -> last.put(result.trialNumber(), result));
            return Set.of();
        });

        Trials.TRAINER.train(new Pack(Trials.BATCHES, members), SPLIT, onlooker);

        assertThat(onlooker.ends())
                .containsOnlyKeys(0, 1, 2)
                .containsEntry(0, new End.Completed())
                .containsEntry(2, new End.Completed());
        assertThat(onlooker.ends().get(1)).isInstanceOf(End.Failed.class);
        assertThat(onlooker.ends().get(1).reason().orElseThrow())
                .matches("(training|validation) loss became (NaN|infinite) in epoch "
                        + last.get(1).step());
        assertThat(last.get(0).step()).isEqualTo(2);
    }

    @Test
    void aTrialToldToLeaveIsHeardOfNoMoreAndItsNeighboursGoOnAsBefore() {
        List<Pack.Member> members = IntStream.range(0, 4)
                .mapToObj(number -> Trials.member(number, spec("weightDecay", number * 0.01)))
                .toList();
        Map<Integer, List<Measurement>> undisturbed = Trials.curves(SPLIT, members);
        Map<Integer, List<Measurement>> curves = new TreeMap<>();

        Onlooker onlooker = new Onlooker(results -> {
            results.forEach(result -> curves.computeIfAbsent(result.trialNumber(), number -> new ArrayList<>())
                    .add(result));
            return results.get(0).step() == 4 ? Set.of(0, 2) : Set.of();
        });

        Trials.TRAINER.train(new Pack(Trials.BATCHES, members), SPLIT, onlooker);

        assertThat(onlooker.ends())
                .as("of those that left, whoever told them to knows the end")
                .isEqualTo(Map.of(1, new End.Completed(), 3, new End.Completed()));

        assertThat(curves.get(0)).isEqualTo(undisturbed.get(0).subList(0, 4));
        assertThat(curves.get(2)).isEqualTo(undisturbed.get(2).subList(0, 4));
        assertThat(curves.get(1)).isEqualTo(undisturbed.get(1));
        assertThat(curves.get(3)).isEqualTo(undisturbed.get(3));
    }

    /** What comes after the end would not have been better for as long; the neighbours neither see it nor feel it. */
    @ParameterizedTest
    @EnumSource(
            value = MlpMetric.class,
            names = {"VALIDATION_LOSS", "VALIDATION_ACCURACY"})
    void aTrialIsOverOnceItHasNotBecomeBetterForAsLongAsItHasPatience(MlpMetric watched) {
        List<Pack.Member> members = IntStream.range(0, 6)
                .mapToObj(number -> Trials.member(number, spec("epochs", 40, "learningRate", 0.3, "patience", number)))
                .toList();
        Map<Integer, List<Measurement>> toTheEnd = Trials.curves(
                SPLIT,
                members.stream()
                        .map(each -> new Pack.Member(each.number(), each.spec().lasting(40), each.seed()))
                        .toList());
        Map<Integer, List<Measurement>> curves = new TreeMap<>();
        Onlooker onlooker = new Onlooker(results -> {
            results.forEach(result -> curves.computeIfAbsent(result.trialNumber(), number -> new ArrayList<>())
                    .add(result));
            return Set.of();
        });

        Trials.TRAINER.train(new Pack(Trials.BATCHES, watched, members), SPLIT, onlooker);

        for (int number = 0; number < 6; number++) {
            List<Measurement> whole = toTheEnd.get(number);
            assertThat(whole).hasSize(40);
            int end = number == 0 ? 40 : firstWithout(watched, whole, number);
            assertThat(curves.get(number)).as("patience %s", number).isEqualTo(whole.subList(0, end));
        }
        assertThat(curves.get(1)).as("one that ends early").hasSizeLessThan(40);
        assertThat(onlooker.ends().values()).hasSize(6).containsOnly(new End.Completed());
    }

    /** The first epoch at which none of the last few is better than all before them. */
    private static int firstWithout(MlpMetric watched, List<Measurement> curve, int few) {
        for (int epoch = few + 1; epoch <= curve.size(); epoch++) {
            double before = best(watched, curve.subList(0, epoch - few));
            if (best(watched, curve.subList(epoch - few, epoch)) <= before) {
                return epoch;
            }
        }
        return curve.size();
    }

    private static double best(MlpMetric watched, List<Measurement> curve) {
        return curve.stream()
                .mapToDouble(each -> watched == MlpMetric.VALIDATION_LOSS ? -watched.of(each) : watched.of(each))
                .max()
                .orElseThrow();
    }

    @Test
    void patienceBeginsAnewWithATrialThatComesBack() {
        Pack.Member one = Trials.member(0, spec("epochs", 12, "learningRate", 1e-7, "patience", 3));
        List<Measurement> alone = Trials.curves(SPLIT, List.of(one)).get(0);
        List<Measurement> seen = new ArrayList<>();

        Trials.TRAINER.train(
                new Pack(Trials.BATCHES, List.of(one)),
                SPLIT,
                new Onlooker(
                        results -> {
                            seen.addAll(results);
                            return seen.size() == 3 ? Set.of(0) : Set.of();
                        },
                        remaining -> seen.size() == 3 ? List.of(one) : List.of()));

        assertThat(alone).as("a network that hardly moves").hasSize(4);
        assertThat(seen.subList(3, seen.size())).isEqualTo(alone);
    }

    @Test
    void whoJoinsBeginsWithAFirstEpochOfItsOwnAndTheTrainerSaysHowItEnds() {
        Pack.Member first = Trials.member(0, spec("epochs", 3));
        Pack.Member late = Trials.member(1, spec("epochs", 2));
        Pack.Member last = Trials.member(2, spec("epochs", 2));
        List<String> seen = new ArrayList<>();
        List<Set<Integer>> asked = new ArrayList<>();
        Deque<List<Pack.Member>> joining =
                new ArrayDeque<>(List.of(List.of(), List.of(late), List.of(), List.of(last)));
        Onlooker onlooker = new Onlooker(
                results -> {
                    results.forEach(result -> seen.add(result.trialNumber() + " in " + result.step()));
                    return Set.of();
                },
                remaining -> {
                    asked.add(remaining);
                    return joining.isEmpty() ? List.of() : joining.remove();
                });

        Trials.TRAINER.train(new Pack(Trials.BATCHES, List.of(first)), SPLIT, onlooker);

        assertThat(seen).containsExactly("0 in 1", "0 in 2", "0 in 3", "1 in 1", "1 in 2", "2 in 1", "2 in 2");
        assertThat(asked).containsExactly(Set.of(0), Set.of(0), Set.of(1), Set.of(), Set.of(2), Set.of());
        assertThat(onlooker.ends())
                .isEqualTo(Map.of(0, new End.Completed(), 1, new End.Completed(), 2, new End.Completed()));
    }

    @Test
    void aTrialMayComeBackThatLeftAndBeginsAnew() {
        Pack.Member one = Trials.member(0, spec("epochs", 3));
        List<Measurement> alone = Trials.curves(SPLIT, List.of(one)).get(0);
        List<Measurement> seen = new ArrayList<>();

        Trials.TRAINER.train(
                new Pack(Trials.BATCHES, List.of(one)),
                SPLIT,
                new Onlooker(
                        results -> {
                            seen.addAll(results);
                            return seen.size() == 2 ? Set.of(0) : Set.of();
                        },
                        remaining -> seen.size() == 2 ? List.of(one) : List.of()));

        assertThat(seen).hasSize(5);
        assertThat(seen.subList(0, 2)).isEqualTo(alone.subList(0, 2));
        assertThat(seen.subList(2, 5)).isEqualTo(alone);
    }

    @Test
    void whoHasAnotherShapeOrIsInThePackAlreadyCannotJoinIt() {
        Pack.Member member = Trials.member(0, spec());
        Pack.Member wider = Trials.member(7, spec("hiddenUnits", 17));
        Pack pack = new Pack(Trials.BATCHES, List.of(member));

        assertThatThrownBy(() -> Trials.TRAINER.train(
                        pack, SPLIT, new Onlooker(results -> Set.of(), remaining -> List.of(wider))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("trials [7]", "of another shape");
        assertThatThrownBy(() -> Trials.TRAINER.train(
                        pack, SPLIT, new Onlooker(results -> Set.of(), remaining -> List.of(member))))
                .hasMessageContainingAll("trials [0]", "already");
    }

    @Test
    void trainingEndsWhenNobodyIsLeft() {
        List<Measurement> seen = new ArrayList<>();
        Trials.TRAINER.train(
                new Pack(Trials.BATCHES, List.of(Trials.member(0, spec()))), SPLIT, new Onlooker(results -> {
                    seen.addAll(results);
                    return Set.of(0);
                }));
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatTheObserverThrowsReachesTheCallerAndTheTrainerStaysFit() {
        Pack pack = new Pack(Trials.BATCHES, List.of(Trials.member(0, spec())));
        assertThatThrownBy(() -> Trials.TRAINER.train(pack, SPLIT, new Onlooker(results -> {
                    throw new IllegalStateException("the database is gone");
                })))
                .hasMessage("the database is gone");
        assertThat(Trials.curves(SPLIT, pack.members()).get(0)).hasSize(10);
    }

    @Test
    void zeroWeightsStayAtChance() {
        List<Measurement> curve = Trials.curves(
                        SPLIT, List.of(Trials.member(0, spec("initializer", "ZERO", "activation", "TANH"))))
                .get(0);
        assertThat(MlpMetric.TRAIN_LOSS.of(curve.get(0)))
                .isBetween(1.0, 1.11); // ln 3 = 1.0986; the output bias learns class shares
    }

    /** MKL, the interpreter and the dataset cache are shared by all threads. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void packsGiveTheSameResultsOnAnyNumberOfThreads(int threads) throws Exception {
        List<Pack> packs = IntStream.range(0, 12)
                .mapToObj(i -> new Pack(
                        Trials.BATCHES,
                        Stream.of(3 * i, 3 * i + 1, 3 * i + 2)
                                .map(number -> Trials.member(
                                        number,
                                        spec(
                                                "optimizer",
                                                Optimizer.values()[i % 4].name(),
                                                "dropout",
                                                0.1,
                                                "batchNorm",
                                                i % 3 == 0)))
                                .toList()))
                .toList();
        List<Map<Integer, List<Measurement>>> one = onThreads(1, packs);
        assertThat(onThreads(threads, packs)).isEqualTo(one);
    }

    private static List<Map<Integer, List<Measurement>>> onThreads(int threads, List<Pack> packs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Map<Integer, List<Measurement>>>> tasks = packs.stream()
                    .map(pack -> (Callable<Map<Integer, List<Measurement>>>) () -> Trials.curves(SPLIT, pack.members()))
                    .collect(Collectors.toList());
            List<Map<Integer, List<Measurement>>> results = new ArrayList<>();
            for (Future<Map<Integer, List<Measurement>>> each : pool.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 501, 1_300})
    void validationInChunksScoresEveryRowOnce(int rows) {
        LabeledData some = Blobs.of(new dev.tamis.space.Seed(5), rows, 6, 3);
        Pack.Member member = Trials.member(0, spec("epochs", 1));
        Measurement result = Trials.curves(new Split(SPLIT.train(), some), List.of(member))
                .get(0)
                .get(0);
        ReferenceMlp reference = new ReferenceMlp(member, 6, 3);
        reference.train(SPLIT.train(), Trials.BATCHES, 1);
        assertThat(MlpMetric.VALIDATION_ACCURACY.of(result)).isEqualTo(reference.evaluate(some)[1]);
    }

    private static MlpSpec spec(Object... namesAndValues) {
        List<Object> all =
                new ArrayList<>(List.of("epochs", 10, "hiddenUnits", 16, "batchSize", 32, "learningRate", 0.05));
        all.addAll(List.of(namesAndValues));
        return Trials.spec(all.toArray());
    }

    private static List<Integer> counting(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
