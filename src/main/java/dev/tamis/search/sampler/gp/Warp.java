package dev.tamis.search.sampler.gp;

import java.util.Arrays;

/**
 * Costs on a scale on which a Gaussian process can learn from them: the power transformation of I. Yeo and R. Johnson (Biometrika
 * 2000) of how far costs are from the best one, mean 0 and standard deviation 1 afterwards. Below 1 the power draws bad costs together,
 * above 1 good ones.
 */
final class Warp {

    private static final double STEP = 1e-4;

    /** In units: a cost further out says no more than that it is. */
    private static final double FURTHEST = 1e6;

    /** In ways from the best to the median. */
    private static final double TAIL = 3;

    /** The share of the way from the best to the median: below, differences count as they are, above as ratios if the power is 0. */
    private static final double UNIT = 0.1;

    private final double[] costs;
    private final boolean isFixed;

    Warp(double[] costs) {
        this.isFixed = false;
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double best = sorted[0];
        // Where half of all costs are the best one, all others tell the unit.
        double spread = sorted[n / 2] > best ? UNIT * (sorted[n / 2] - best) : sorted[n - 1] - best;
        double unit = spread > 0 ? spread : 1;
        this.costs = Arrays.stream(costs)
                .map(cost -> Math.min(FURTHEST, (cost - best) / unit))
                .toArray();
    }

    private Warp(double[] values, boolean isFixed) {
        this.costs = values;
        this.isFixed = isFixed;
    }

    /** None: values stay what they are, whatever the power. */
    static Warp none(double[] values) {
        return new Warp(values, true);
    }

    /**
     * No power, but bad costs drawn together: from some way beyond the median on by their logarithm. For volumes that are to be compared
     * along the whole of a front, on which a power would stretch what is near the best cost of each kind.
     */
    static Warp ofTail(double[] costs) {
        double[] sorted = costs.clone();
        Arrays.sort(sorted);
        double best = sorted[0];
        double median = sorted[sorted.length / 2];
        // Halved first: the differences of huge costs are infinite.
        double spread = (median > best ? median : sorted[sorted.length - 1]) / 2 - best / 2;
        double unit = spread > 0 ? spread : 1;
        double[] values = Arrays.stream(costs)
                .map(cost -> (cost / 2 - best / 2) / unit)
                .map(away -> away > TAIL ? TAIL + Math.log1p(away - TAIL) : away)
                .toArray();
        standardise(values);
        return none(values);
    }

    /** Costs warped with a power, and what they are worth. */
    record Warped(double[] values, double[] slopes, double logJacobian, double logJacobianSlope) {}

    Warped with(double power) {
        if (isFixed) {
            return new Warped(costs.clone(), new double[costs.length], 0, 0);
        }
        double[] above = new double[costs.length];
        double[] below = new double[costs.length];
        double[] values = new double[costs.length];
        double jacobianAbove = fill(power + STEP, above);
        double jacobianBelow = fill(power - STEP, below);
        double jacobian = fill(power, values);
        double[] slopes = new double[costs.length];
        Arrays.setAll(slopes, i -> (above[i] - below[i]) / (2 * STEP));
        return new Warped(values, slopes, jacobian, (jacobianAbove - jacobianBelow) / (2 * STEP));
    }

    /** Returns the logarithm of the product of all derivatives. */
    private double fill(double power, double[] values) {
        double jacobian = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = boxCox(costs[i], power);
            jacobian += (power - 1) * Math.log1p(costs[i]);
        }
        return jacobian - values.length * Math.log(standardise(values));
    }

    /** To mean 0 and standard deviation 1. @return the deviation before; 1 where all are alike */
    private static double standardise(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        if (!(deviation > 0)) {
            deviation = 1;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) / deviation;
        }
        return deviation;
    }

    private static double boxCox(double cost, double power) {
        double log = Math.log1p(cost);
        return Math.abs(power) < 1e-9 ? log : Math.expm1(power * log) / power;
    }
}
