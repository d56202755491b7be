package dev.tamis.search.sampler.gp;

/**
 * Goes down to a minimum within a box: the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (J. Nocedal and S. Wright,
 * Numerical Optimization, 2nd edition, algorithm 6.1), its steps cut off at the box and halved until they gain enough (algorithm 3.1).
 * Coordinates that would leave the box stay where they are.
 */
final class Descent {

    private static final double ENOUGH = 1e-4;
    private static final double FLAT = 1e-5;

    private final Slope slope;
    private final double[] low;
    private final double[] high;
    private final double reach;
    private int left;
    private double[] x;
    private double[] gradient;
    private double value;
    private double[][] inverse;
    private boolean isFresh;

    /**
     * @param reach how long the first step is
     * @param evaluations of the function at most
     */
    Descent(Slope slope, double[] low, double[] high, double reach, int evaluations) {
        this.slope = slope;
        this.low = low;
        this.high = high;
        this.reach = reach;
        this.left = evaluations;
    }

    /** The lowest place found. */
    double[] from(double[] start) {
        x = inside(start);
        gradient = new double[x.length];
        value = evaluate(x, gradient);
        reset();
        while (left > 0 && step()) {
            // down
        }
        return x;
    }

    /** The function at the place found. */
    double value() {
        return value;
    }

    private double evaluate(double[] at, double[] derivatives) {
        left--;
        double found = slope.at(at, derivatives);
        return Double.isNaN(found) ? Double.POSITIVE_INFINITY : found;
    }

    private void reset() {
        inverse = new double[x.length][x.length];
        double length = 0;
        for (double each : gradient) {
            length += each * each;
        }
        isFresh = true;
        double scale = reach / Math.max(1e-12, Math.sqrt(length));
        for (int i = 0; i < x.length; i++) {
            inverse[i][i] = scale;
        }
    }

    private boolean step() {
        double[] direction = direction();
        double fall = dot(direction, gradient);
        if (fall > -FLAT * FLAT) {
            return false;
        }
        for (double length = 1; left > 0 && length > 1e-3; length /= 3) {
            double[] there = new double[x.length];
            for (int i = 0; i < there.length; i++) {
                there[i] = x[i] + length * direction[i];
            }
            there = inside(there);
            double[] slopeThere = new double[x.length];
            double found = evaluate(there, slopeThere);
            if (found <= value + ENOUGH * length * fall) {
                boolean isDone = value - found < FLAT;
                learn(there, slopeThere);
                x = there;
                gradient = slopeThere;
                value = found;
                return !isDone;
            }
        }
        return false;
    }

    private double[] direction() {
        int n = x.length;
        double[] direction = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n && !isHeld(i); j++) {
                direction[i] -= isHeld(j) ? 0 : inverse[i][j] * gradient[j];
            }
        }
        return direction;
    }

    private boolean isHeld(int i) {
        return (x[i] <= low[i] && gradient[i] > 0) || (x[i] >= high[i] && gradient[i] < 0);
    }

    private void learn(double[] there, double[] slopeThere) {
        int n = x.length;
        double[] moved = new double[n];
        double[] turned = new double[n];
        for (int i = 0; i < n; i++) {
            moved[i] = there[i] - x[i];
            turned[i] = slopeThere[i] - gradient[i];
        }
        double curvature = dot(moved, turned);
        if (!(curvature > 1e-12)) {
            return;
        }
        if (isFresh) {
            // Equation 6.20: as curved as the function was on the first step.
            isFresh = false;
            for (int i = 0; i < n; i++) {
                inverse[i][i] = curvature / dot(turned, turned);
            }
        }
        double[] image = new double[n];
        for (int i = 0; i < n; i++) {
            image[i] = dot(inverse[i], turned);
        }
        double factor = (1 + dot(turned, image) / curvature) / curvature;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] += factor * moved[i] * moved[j] - (image[i] * moved[j] + moved[i] * image[j]) / curvature;
            }
        }
    }

    private double[] inside(double[] place) {
        double[] inside = place.clone();
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.min(high[i], Math.max(low[i], inside[i]));
        }
        return inside;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
