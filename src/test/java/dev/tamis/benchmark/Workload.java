package dev.tamis.benchmark;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import dev.tamis.training.MlpSpec;
import dev.tamis.training.Pack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One shape to train: how many rows, what network. The rows are noise of MNIST's sizes: speed does not depend on them.
 *
 * @param trials how many trials the packs are given
 */
record Workload(String name, int train, int validation, Map<String, Object> model, int trials) {

    static final int FEATURES = 784;

    static final int CLASSES = 10;

    static List<Workload> all() {
        return List.of(
                new Workload("784-100x6-10, 400 rows, SGD", 400, 100, sgd(6, 100, 50), 64),
                new Workload("784-50-10, 400 rows, SGD", 400, 100, sgd(1, 50, 50), 192),
                new Workload(
                        "784-300x2-10, 400 rows, batch norm, dropout, ADAM",
                        400,
                        100,
                        Map.of(
                                "hiddenLayers",
                                2L,
                                "hiddenUnits",
                                300L,
                                "batchNorm",
                                true,
                                "dropout",
                                0.2,
                                "optimizer",
                                "ADAM",
                                "learningRate",
                                0.001,
                                "epochs",
                                50L),
                        32),
                new Workload("784-100x6-10, 10000 rows, SGD", 10_000, 1_000, sgd(6, 100, 3), 32));
    }

    private static Map<String, Object> sgd(long layers, long units, long epochs) {
        return Map.of(
                "hiddenLayers",
                layers,
                "hiddenUnits",
                units,
                "weightDecay",
                1e-4,
                "optimizer",
                "SGD",
                "epochs",
                epochs);
    }

    MlpSpec spec() {
        return MlpSpec.from(new Parameters(new LinkedHashMap<>(model)));
    }

    Split split() {
        return new Split(new Noise(new Seed(1), train), new Noise(new Seed(2), validation));
    }

    List<Pack> packs(int width) {
        return packs(width, trials);
    }

    List<Pack> packs(int width, int count) {
        List<Pack> packs = new ArrayList<>();
        for (int first = 0; first < count; first += width) {
            List<Pack.Member> members = new ArrayList<>();
            for (int number = first; number < Math.min(count, first + width); number++) {
                members.add(new Pack.Member(number, drawn(number), new Seed(3).derive(number)));
            }
            packs.add(new Pack(new Seed(4), members));
        }
        return packs;
    }

    /** The reference experiment's ranges, log-uniform: learning rate 1e-6 .. 1e-2, weight decay 1e-8 .. 1e-4. */
    private MlpSpec drawn(int number) {
        RandomGenerator random = new Seed(5).derive(number).generator();
        Map<String, Object> values = new LinkedHashMap<>(model);
        values.put("learningRate", Math.pow(10, -6 + 4 * random.nextDouble()));
        values.put("weightDecay", Math.pow(10, -8 + 4 * random.nextDouble()));
        return MlpSpec.from(new Parameters(values));
    }

    /** Floating-point operations of one trial's matrix products: forward and backward in training, forward in validation. */
    double operations() {
        MlpSpec spec = spec();
        double products = 0;
        double lower = 0;
        int layers = spec.architecture().hiddenLayers();
        for (int k = 0; k <= layers; k++) {
            double in = k == 0 ? FEATURES : spec.architecture().hiddenUnits();
            double out = k == layers ? CLASSES : spec.architecture().hiddenUnits();
            products += in * out;
            lower += k == 0 ? 0 : in * out;
        }
        return 2.0 * spec.schedule().epochs() * (train * (2 * products + lower) + validation * products);
    }

    /** Rows of uniform noise. */
    private record Noise(float[] values, int size) implements LabeledData {

        Noise(Seed seed, int size) {
            this(new float[size * FEATURES], size);
            RandomGenerator random = seed.generator();
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
        }

        @Override
        public int features() {
            return FEATURES;
        }

        @Override
        public int classes() {
            return CLASSES;
        }

        @Override
        public int label(int row) {
            return row % CLASSES;
        }

        @Override
        public void copyFeatures(int row, float[] target, int offset) {
            System.arraycopy(values, row * FEATURES, target, offset, FEATURES);
        }
    }
}
