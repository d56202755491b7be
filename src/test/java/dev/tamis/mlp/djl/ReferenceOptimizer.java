package dev.tamis.mlp.djl;

import dev.tamis.mlp.MlpSpec.OptimizerSettings;

/** The textbook update of one parameter array, in double precision. */
final class ReferenceOptimizer {

    private final OptimizerSettings settings;

    private final double weightDecay;

    private final double[] first;

    private final double[] second;

    private int t;

    ReferenceOptimizer(OptimizerSettings settings, double weightDecay, int size) {
        this.settings = settings;
        this.weightDecay = weightDecay;
        first = new double[size];
        second = new double[size];
    }

    void update(double[] w, double[] gradient) {
        t++;
        double lr = settings.learningRate();
        double momentum = coefficient("momentum");
        double b1 = coefficient("beta1");
        double b2 = coefficient("beta2");
        double epsilon = coefficient("epsilon");
        for (int i = 0; i < w.length; i++) {
            double g = gradient[i] + weightDecay * w[i];
            switch (settings.kind()) {
                case SGD -> w[i] -= lr * g;
                case MOMENTUM -> {
                    first[i] = momentum * first[i] - lr * g;
                    w[i] += first[i];
                }
                case NAG -> {
                    first[i] = momentum * first[i] - lr * g;
                    w[i] += momentum * first[i] - lr * g;
                }
                case ADAGRAD -> {
                    second[i] += g * g;
                    w[i] -= lr * g / (Math.sqrt(second[i]) + epsilon);
                }
                case ADAM -> {
                    first[i] += (1 - b1) * (g - first[i]);
                    second[i] += (1 - b2) * (g * g - second[i]);
                    double corrected = lr * Math.sqrt(1 - Math.pow(b2, t)) / (1 - Math.pow(b1, t));
                    w[i] -= corrected * first[i] / (Math.sqrt(second[i]) + epsilon);
                }
            }
        }
    }

    private double coefficient(String name) {
        return settings.coefficients().getOrDefault(name, Double.NaN);
    }
}
