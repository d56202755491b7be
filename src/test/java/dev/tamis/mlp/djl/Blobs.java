package dev.tamis.mlp.djl;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.space.Seed;
import java.util.random.RandomGenerator;

/** Gaussian clouds around a centre for each class: data that a small network can learn. */
record Blobs(float[][] rows, int[] labels, int classes) implements LabeledData {

    static Blobs of(Seed seed, int size, int features, int classes) {
        RandomGenerator centres = new Seed(1).derive("centres").generator();
        double[][] centre = new double[classes][features];
        for (double[] each : centre) {
            for (int i = 0; i < features; i++) {
                each[i] = centres.nextGaussian();
            }
        }
        RandomGenerator random = seed.generator();
        float[][] rows = new float[size][features];
        int[] labels = new int[size];
        for (int row = 0; row < size; row++) {
            labels[row] = random.nextInt(classes);
            for (int i = 0; i < features; i++) {
                rows[row][i] = (float) (centre[labels[row]][i] + 0.5 * random.nextGaussian());
            }
        }
        return new Blobs(rows, labels, classes);
    }

    static Split split(int train, int validation, int features, int classes) {
        return new Split(
                of(new Seed(7).derive("train"), train, features, classes),
                of(new Seed(7).derive("validation"), validation, features, classes));
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int features() {
        return rows[0].length;
    }

    @Override
    public int label(int row) {
        return labels[row];
    }

    @Override
    public void copyFeatures(int row, float[] target, int offset) {
        System.arraycopy(rows[row], 0, target, offset, rows[row].length);
    }
}
