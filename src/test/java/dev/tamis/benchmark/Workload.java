package dev.tamis.benchmark;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.DualForm;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
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

    /** All trials in packs that differ by one in width at most, as many for each thread. */
    List<Pack> packs(int width, int threads) {
        return packs(width, threads, trials);
    }

    List<Pack> packs(int width, int threads, int count) {
        int rounds = (count + width * threads - 1) / (width * threads);
        int packs = Math.min(count, rounds * threads);
        List<Pack> all = new ArrayList<>();
        for (int pack = 0; pack < packs; pack++) {
            List<Pack.Member> members = new ArrayList<>();
            for (int number = count * pack / packs; number < count * (pack + 1) / packs; number++) {
                members.add(new Pack.Member(number, drawn(number), new Seed(3).derive(number)));
            }
            all.add(new Pack(new Seed(4), members));
        }
        return all;
    }

    /** The reference experiment's ranges, log-uniform: learning rate 1e-6 .. 1e-2, weight decay 1e-8 .. 1e-4. */
    private MlpSpec drawn(int number) {
        RandomGenerator random = new Seed(5).derive(number).generator();
        Map<String, Object> values = new LinkedHashMap<>(model);
        values.put("learningRate", Math.pow(10, -6 + 4 * random.nextDouble()));
        values.put("weightDecay", Math.pow(10, -8 + 4 * random.nextDouble()));
        return MlpSpec.from(new Parameters(values));
    }

    /**
     * Floating-point operations of one trial's matrix products, counted layer by layer as DJL's trainer does them: forward and
     * backward in training, forward in validation, and with dropout forward over the training rows once more, whose accuracy is
     * that of the whole network.
     */
    double operations() {
        return 2 * epochs() * (ofTrainedRow(2 * first(FEATURES)) * train + (first(FEATURES) + above()) * scored());
    }

    /** The same of the products that are done, of which the dual form saves some of the first layer's. */
    double operationsDone() {
        if (!dual()) {
            return operations();
        }
        double start = first(FEATURES) * size().rows();
        return 2 * (start + epochs() * (ofTrainedRow(first(size().rows())) * train + above() * scored()));
    }

    /** The products that are done in one trial's step of training. */
    double operationsOfStep() {
        double ofFirst = dual() ? first(size().rows()) : 2 * first(FEATURES);
        return 2 * ofTrainedRow(ofFirst) * spec().schedule().batchSize();
    }

    DataSize size() {
        return new DataSize(FEATURES, CLASSES, train, validation);
    }

    private boolean dual() {
        return DualForm.suits(GraphShape.of(spec()), size());
    }

    private int epochs() {
        return spec().schedule().epochs();
    }

    private int scored() {
        return validation + (spec().regularization().dropout() > 0 ? train : 0);
    }

    /** Factors that a row of training is multiplied by: above the first layer forward, for the weights, and for the inputs. */
    private double ofTrainedRow(double ofFirst) {
        return 3 * above() + ofFirst;
    }

    private double first(int inputs) {
        return inputs * outputs(0);
    }

    /** Weights of all layers but the first. */
    private double above() {
        double weights = 0;
        for (int k = 1; k <= spec().architecture().hiddenLayers(); k++) {
            weights += spec().architecture().hiddenUnits() * outputs(k);
        }
        return weights;
    }

    private double outputs(int layer) {
        return layer == spec().architecture().hiddenLayers()
                ? CLASSES
                : spec().architecture().hiddenUnits();
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
