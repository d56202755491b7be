package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Initializer;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/** A trial's learning curve is the same, bit for bit, in a pack of eight, in one that others leave and join at any epoch, and alone. */
class FusedEqualsAloneTest {

    private static final int WIDTH = 8;

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aLearningCurveDoesNotDependOnThePack(@ForAll Random random) {
        Split split = Blobs.split(
                between(random, 2, 120), between(random, 1, 60), between(random, 1, 40), between(random, 2, 10));
        compare(split, members(random, WIDTH, 12, 40, 64));
    }

    /** Where the first layer may train in dual form. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void norDoesItWithFewerRowsThanFeatures(@ForAll Random random) {
        int train = between(random, 2, 120);
        int validation = between(random, 1, 60);
        Split split = Blobs.split(train, validation, train + validation + random.nextInt(60), between(random, 2, 10));
        compare(split, members(random, WIDTH, 12, 40, 64));
    }

    /** Sizes at which a matrix library splits sums, and starts to choose between several ways of doing so. */
    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void norDoesItAtTheSizesOfImages(@ForAll Random random) {
        Split split = Blobs.split(between(random, 200, 520), between(random, 20, 600), 784, 10);
        compare(split, members(random, WIDTH, 2, 130, 300));
    }

    /** Trials come and go at any epoch: nobody's results tell of it. */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void norOnWhoLeavesAndJoinsWhen(@ForAll Random random) {
        Split split = Blobs.split(
                between(random, 2, 120), between(random, 1, 60), between(random, 1, 40), between(random, 2, 10));
        compareRefilled(random, split, members(random, 3 * WIDTH, 20, 40, 64));
    }

    /** Where the first layer may train in dual form. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void norDoesWhoLeavesAndJoinsWithFewerRowsThanFeatures(@ForAll Random random) {
        int train = between(random, 2, 120);
        int validation = between(random, 1, 60);
        Split split = Blobs.split(train, validation, train + validation + random.nextInt(60), between(random, 2, 10));
        compareRefilled(random, split, members(random, 3 * WIDTH, 20, 40, 64));
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void norDoesWhoLeavesAndJoinsAtTheSizesOfImages(@ForAll Random random) {
        Split split = Blobs.split(between(random, 200, 520), between(random, 20, 600), 784, 10);
        compareRefilled(random, split, members(random, 2 * WIDTH, 12, 130, 300));
    }

    /** A trial of several networks measures their mean, whoever else trains, leaves and joins: each of them as it is alone. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void norDoItsRepeatsAndFolds(@ForAll Random random) {
        int features = between(random, 1, 40);
        int classes = between(random, 2, 10);
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < between(random, 1, 3); fold++) {
            folds.add(Blobs.split(between(random, 2, 60), between(random, 1, 30), features, classes));
        }
        Split first = folds.get(0);
        Split all = new Split(first.train(), first.validation(), folds.subList(1, folds.size()));
        int repeats = between(random, folds.size() == 1 ? 2 : 1, 3);
        List<Pack.Member> members = members(random, WIDTH, 16, 30, 40);
        RefilledPack pack = new RefilledPack(random, members, 4, repeats);

        Map<Integer, List<Measurement>> fused = pack.train(all);
        assertThat(fused).hasSameSizeAs(members);
        for (Pack.Member member : members) {
            List<List<Measurement>> networks = new ArrayList<>();
            for (int fold = 0; fold < folds.size(); fold++) {
                for (int repeat = 0; repeat < repeats; repeat++) {
                    int network = fold * repeats + repeat;
                    Pack.Member alone = new Pack.Member(
                            0,
                            member.spec(),
                            network == 0
                                    ? member.seed()
                                    : member.seed().derive("repeat").derive(network));
                    networks.add(Trials.curves(folds.get(fold), List.of(alone)).get(0));
                }
            }
            for (Measurement together : fused.get(member.number())) {
                requireMean(
                        together,
                        networks.stream()
                                .filter(each -> each.size() >= together.step())
                                .map(each -> each.get(together.step() - 1))
                                .toList(),
                        networks.size());
            }
        }
    }

    /** By the library's formulas. A network that diverges alone trains no further, and its trial has failed with it. */
    private static void requireMean(Measurement together, List<Measurement> networks, int all) {
        for (int metric = 0; metric < together.values().size() && networks.size() == all; metric++) {
            int which = metric;
            double[] values = networks.stream()
                    .mapToDouble(each -> each.values().get(which))
                    .toArray();
            double mean = together.values().get(metric);
            if (Double.isFinite(mean)) {
                assertThat(mean).isCloseTo(Mean.of(values).getAsDouble(), Percentage.withPercentage(1e-9));
                assertThat(together.spreads().get(metric))
                        .isCloseTo(
                                StandardDeviation.of(values).getAsDouble(),
                                Offset.offset(1e-9 * Math.max(1, Math.abs(mean))));
            }
        }
    }

    private static void compareRefilled(Random random, Split split, List<Pack.Member> members) {
        RefilledPack pack = new RefilledPack(random, members, WIDTH);
        Map<Integer, List<Measurement>> fused = pack.train(split);
        assertThat(fused).hasSameSizeAs(members);
        for (Pack.Member member : members) {
            List<Measurement> alone = Trials.curves(split, List.of(member)).get(member.number());
            List<Measurement> inCompany = fused.get(member.number());
            boolean toldToLeave = pack.toldToLeave(member.number());
            assertSame(inCompany, toldToLeave ? alone.subList(0, inCompany.size()) : alone, member.spec());
        }
    }

    private static void compare(Split split, List<Pack.Member> members) {
        Map<Integer, List<Measurement>> fused = Trials.curves(split, members);
        for (Pack.Member member : members) {
            List<Measurement> alone = Trials.curves(split, List.of(member)).get(member.number());
            assertSame(fused.get(member.number()), alone, member.spec());
        }
    }

    private static void assertSame(List<Measurement> fused, List<Measurement> alone, MlpSpec spec) {
        if (Platform.current().isX86()) {
            assertThat(fused).as(spec.toString()).isEqualTo(alone);
            return;
        }
        assertThat(fused).hasSameSizeAs(alone);
        for (int i = 0; i < fused.size(); i++) {
            assertThat(MlpMetric.TRAIN_LOSS.of(fused.get(i)))
                    .isCloseTo(MlpMetric.TRAIN_LOSS.of(alone.get(i)), Percentage.withPercentage(0.01));
            assertThat(MlpMetric.VALIDATION_LOSS.of(fused.get(i)))
                    .isCloseTo(MlpMetric.VALIDATION_LOSS.of(alone.get(i)), Percentage.withPercentage(0.01));
        }
    }

    /** Trials that share what the graph asks for and differ in all else, some of them without decay or dropout. */
    private static List<Pack.Member> members(Random random, int count, int epochs, int units, int batch) {
        Object layers = random.nextInt(4);
        Object hiddenUnits = between(random, 1, units);
        Object activation = any(random, Activation.values());
        Object norm = random.nextBoolean();
        Object optimizer = any(random, Optimizer.values());
        Object batchSize = between(random, 1, batch);
        boolean drops = random.nextBoolean();
        boolean decays = random.nextBoolean();
        List<Pack.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MlpSpec spec = Trials.spec(
                    "hiddenLayers",
                    layers,
                    "hiddenUnits",
                    hiddenUnits,
                    "activation",
                    activation,
                    "batchNorm",
                    norm,
                    "optimizer",
                    optimizer,
                    "batchSize",
                    batchSize,
                    "epochs",
                    between(random, 1, Math.max(1, epochs / 4)),
                    "patience",
                    random.nextInt(4) == 0 ? between(random, 1, 4) : 0,
                    "initializer",
                    any(random, Initializer.values()),
                    "initializerStd",
                    Math.pow(10, -3 * random.nextDouble()),
                    "learningRate",
                    Math.pow(10, -4 * random.nextDouble()),
                    "momentum",
                    0.99 * random.nextDouble(),
                    "beta1",
                    0.99 * random.nextDouble(),
                    "beta2",
                    0.999 * random.nextDouble(),
                    "epsilon",
                    Math.pow(10, -4 - 6 * random.nextDouble()),
                    "weightDecay",
                    decays && random.nextInt(4) > 0 ? Math.pow(10, -5 * random.nextDouble()) : 0.0,
                    "dropout",
                    drops && random.nextInt(4) > 0 ? 0.7 * random.nextDouble() : 0.0);
            members.add(Trials.member(3 * i, spec));
        }
        return members;
    }

    private static int between(Random random, int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private static String any(Random random, Enum<?>[] values) {
        return values[random.nextInt(values.length)].name();
    }
}
