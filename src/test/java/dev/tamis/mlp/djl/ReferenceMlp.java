package dev.tamis.mlp.djl;

import dev.tamis.dataset.LabeledData;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.space.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An MLP in plain loops and double precision, written from the definitions: the trainer is compared with it. It takes over the
 * initial weights, the order of the batches and the dropout masks' bits, and nothing else.
 */
final class ReferenceMlp {

    private static final double NORM_EPSILON = 1e-5;

    private final Member member;

    private final MlpSpec spec;

    private final int layers;

    private final double[][][] weights;

    private final double[][] biases;

    private final double[][] gammas;

    private final double[][] betas;

    private final double[][] runningMeans;

    private final double[][] runningVariances;

    private final ReferenceOptimizer[] weightOptimizers;

    private final ReferenceOptimizer[] biasOptimizers;

    private final ReferenceOptimizer[] gammaOptimizers;

    private final ReferenceOptimizer[] betaOptimizers;

    private int updates;

    ReferenceMlp(Member member, int features, int classes) {
        this.member = member;
        spec = member.spec();
        layers = spec.architecture().hiddenLayers();
        LayerSizes sizes = new LayerSizes(features, classes, spec.architecture());
        weights = new double[layers + 1][][];
        biases = new double[layers + 1][];
        gammas = new double[layers][];
        betas = new double[layers][];
        runningMeans = new double[layers][];
        runningVariances = new double[layers][];
        weightOptimizers = new ReferenceOptimizer[layers + 1];
        biasOptimizers = new ReferenceOptimizer[layers + 1];
        gammaOptimizers = new ReferenceOptimizer[layers];
        betaOptimizers = new ReferenceOptimizer[layers];
        int units = spec.architecture().hiddenUnits();
        for (int k = 0; k <= layers; k++) {
            int in = k == 0 ? features : units;
            int out = k == layers ? classes : units;
            float[] initial = InitialValues.weights(member, sizes, k);
            weights[k] = new double[in][out];
            for (int i = 0; i < in * out; i++) {
                weights[k][i / out][i % out] = initial[i];
            }
            biases[k] = new double[out];
            weightOptimizers[k] = new ReferenceOptimizer(
                    spec.optimizer(), spec.regularization().weightDecay(), in * out);
            biasOptimizers[k] = new ReferenceOptimizer(spec.optimizer(), 0, out);
        }
        for (int k = 0; k < layers; k++) {
            gammas[k] = new double[units];
            Arrays.fill(gammas[k], 1);
            betas[k] = new double[units];
            runningMeans[k] = new double[units];
            runningVariances[k] = new double[units];
            Arrays.fill(runningVariances[k], 1);
            gammaOptimizers[k] = new ReferenceOptimizer(spec.optimizer(), 0, units);
            betaOptimizers[k] = new ReferenceOptimizer(spec.optimizer(), 0, units);
        }
    }

    /** One epoch; answers the mean training loss and accuracy. */
    double[] train(LabeledData data, Seed batches, int epoch) {
        long[] order = BatchOrder.of(batches, epoch, data.size());
        double[] totals = new double[2];
        int batch = Math.min(spec.schedule().batchSize(), data.size());
        for (int start = 0; start < data.size(); start += batch) {
            int[] rows = new int[Math.min(batch, data.size() - start)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (int) order[start + i];
            }
            step(data, rows, batch, totals);
        }
        return new double[] {totals[0] / data.size(), totals[1] / data.size()};
    }

    /** Mean loss and accuracy with running statistics and without dropout. */
    double[] evaluate(LabeledData data) {
        double[] totals = new double[2];
        for (int row = 0; row < data.size(); row++) {
            double[] h = features(data, row);
            for (int k = 0; k < layers; k++) {
                double[] z = affine(h, k);
                for (int u = 0; u < z.length; u++) {
                    if (spec.architecture().batchNorm()) {
                        z[u] = gammas[k][u]
                                        * (z[u] - runningMeans[k][u])
                                        / Math.sqrt(runningVariances[k][u] + NORM_EPSILON)
                                + betas[k][u];
                    }
                    z[u] = activation(z[u]);
                }
                h = z;
            }
            score(affine(h, layers), data.label(row), totals);
        }
        return new double[] {totals[0] / data.size(), totals[1] / data.size()};
    }

    private void step(LabeledData data, int[] rows, int fullBatch, double[] totals) {
        updates++;
        int n = rows.length;
        double[][][] inputs = new double[layers + 1][n][];
        double[][][] normalized = new double[layers][n][];
        double[][] deviations = new double[layers][];
        double[][][] activations = new double[layers][n][];
        double[][][] masks = new double[layers][][];
        for (int i = 0; i < n; i++) {
            inputs[0][i] = features(data, rows[i]);
        }
        for (int k = 0; k < layers; k++) {
            masks[k] = mask(k, n, fullBatch);
            double[][] z = new double[n][];
            for (int i = 0; i < n; i++) {
                z[i] = affine(inputs[k][i], k);
            }
            if (spec.architecture().batchNorm()) {
                deviations[k] = normalize(z, k);
                normalized[k] = z;
            }
            for (int i = 0; i < n; i++) {
                activations[k][i] = new double[z[i].length];
                inputs[k + 1][i] = new double[z[i].length];
                for (int u = 0; u < z[i].length; u++) {
                    double before = spec.architecture().batchNorm() ? gammas[k][u] * z[i][u] + betas[k][u] : z[i][u];
                    activations[k][i][u] = activation(before);
                    inputs[k + 1][i][u] = activations[k][i][u] * masks[k][i][u];
                }
            }
        }
        double[][] g = new double[n][];
        for (int i = 0; i < n; i++) {
            int label = data.label(rows[i]);
            g[i] = score(affine(inputs[layers][i], layers), label, totals);
            g[i][label] -= 1;
            for (int c = 0; c < g[i].length; c++) {
                g[i][c] /= n;
            }
        }
        for (int k = layers; k >= 0; k--) {
            double[][] below = lower(g, k);
            updateAffine(g, inputs[k], k);
            if (k > 0) {
                g = backThrough(below, activations[k - 1], masks[k - 1], normalized[k - 1], deviations[k - 1], k - 1);
            }
        }
    }

    private double[][] lower(double[][] g, int k) {
        double[][] below = new double[g.length][weights[k].length];
        for (int i = 0; i < g.length; i++) {
            for (int in = 0; in < weights[k].length; in++) {
                for (int out = 0; out < g[i].length; out++) {
                    below[i][in] += g[i][out] * weights[k][in][out];
                }
            }
        }
        return below;
    }

    private void updateAffine(double[][] g, double[][] input, int k) {
        int in = weights[k].length;
        int out = weights[k][0].length;
        double[] flat = new double[in * out];
        double[] gradient = new double[in * out];
        double[] biasGradient = new double[out];
        for (int j = 0; j < in * out; j++) {
            flat[j] = weights[k][j / out][j % out];
            for (int i = 0; i < g.length; i++) {
                gradient[j] += input[i][j / out] * g[i][j % out];
            }
        }
        for (double[] row : g) {
            for (int j = 0; j < out; j++) {
                biasGradient[j] += row[j];
            }
        }
        weightOptimizers[k].update(flat, gradient);
        for (int j = 0; j < in * out; j++) {
            weights[k][j / out][j % out] = flat[j];
        }
        if (k == layers || !spec.architecture().batchNorm()) {
            biasOptimizers[k].update(biases[k], biasGradient);
        }
    }

    /** From the gradient of layer k's output to that of its affine part; updates gamma and beta on the way. */
    private double[][] backThrough(
            double[][] g, double[][] active, double[][] mask, double[][] normalized, double[] deviations, int k) {
        int n = g.length;
        int units = g[0].length;
        double[][] result = new double[n][units];
        for (int i = 0; i < n; i++) {
            for (int u = 0; u < units; u++) {
                result[i][u] = g[i][u] * mask[i][u] * slope(active[i][u]);
            }
        }
        if (!spec.architecture().batchNorm()) {
            return result;
        }
        double[] gammaGradient = new double[units];
        double[] betaGradient = new double[units];
        for (int u = 0; u < units; u++) {
            for (int i = 0; i < n; i++) {
                gammaGradient[u] += result[i][u] * normalized[i][u];
                betaGradient[u] += result[i][u];
            }
            for (int i = 0; i < n; i++) {
                result[i][u] = gammas[k][u]
                        / deviations[u]
                        * (result[i][u] - betaGradient[u] / n - normalized[i][u] * gammaGradient[u] / n);
            }
        }
        gammaOptimizers[k].update(gammas[k], gammaGradient);
        betaOptimizers[k].update(betas[k], betaGradient);
        return result;
    }

    /** Normalises z in place, moves the running statistics, answers the standard deviations. */
    private double[] normalize(double[][] z, int k) {
        int n = z.length;
        double[] deviations = new double[z[0].length];
        for (int u = 0; u < deviations.length; u++) {
            double mean = 0;
            for (double[] row : z) {
                mean += row[u] / n;
            }
            double squares = 0;
            for (double[] row : z) {
                squares += (row[u] - mean) * (row[u] - mean);
            }
            deviations[u] = Math.sqrt(squares / n + NORM_EPSILON);
            for (double[] row : z) {
                row[u] = (row[u] - mean) / deviations[u];
            }
            if (n > 1) {
                runningMeans[k][u] += 0.1 * (mean - runningMeans[k][u]);
                runningVariances[k][u] += 0.1 * (squares / (n - 1) - runningVariances[k][u]);
            }
        }
        return deviations;
    }

    /** The factors of layer k's activations in this update: 0 or 1 / (1 - rate). */
    private double[][] mask(int k, int n, int fullBatch) {
        int units = spec.architecture().hiddenUnits();
        double[][] mask = new double[n][units];
        long level = Math.round(spec.regularization().dropout() * 65_536);
        RandomGenerator random =
                member.seed().derive("dropout").derive(updates).derive(k).generator();
        int ints = 2 * ((fullBatch * units + 3) / 4);
        int[] draws = new int[ints];
        for (int i = 0; i < ints; i += 2) {
            long bits = random.nextLong();
            draws[i] = (int) bits;
            draws[i + 1] = (int) (bits >>> 32);
        }
        for (int i = 0; i < n * units; i++) {
            int draw = i < ints ? draws[i] >> 16 : (short) draws[i - ints];
            mask[i / units][i % units] = draw + 32_768 >= level ? 65_536.0 / (65_536 - level) : 0;
        }
        return mask;
    }

    private double[] affine(double[] input, int k) {
        double[] z = biases[k].clone();
        for (int in = 0; in < input.length; in++) {
            for (int out = 0; out < z.length; out++) {
                z[out] += input[in] * weights[k][in][out];
            }
        }
        return z;
    }

    private double activation(double z) {
        return switch (spec.architecture().activation()) {
            case RELU -> Math.max(z, 0);
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case TANH -> Math.tanh(z);
        };
    }

    private double slope(double a) {
        return switch (spec.architecture().activation()) {
            case RELU -> a > 0 ? 1 : 0;
            case SIGMOID -> a * (1 - a);
            case TANH -> 1 - a * a;
        };
    }

    /** Adds a row's loss and hit to the totals; answers the class probabilities. */
    private static double[] score(double[] z, int label, double[] totals) {
        double max = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(each -> Math.exp(each - max)).sum();
        totals[0] += Math.log(sum) + max - z[label];
        int first = 0; // of equal logits, as where all units are dead
        while (z[first] != max) {
            first++;
        }
        totals[1] += first == label ? 1 : 0;
        return Arrays.stream(z).map(each -> Math.exp(each - max) / sum).toArray();
    }

    private static double[] features(LabeledData data, int row) {
        float[] values = new float[data.features()];
        data.copyFeatures(row, values, 0);
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
