package dev.tamis.search.sampler;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;

/**
 * A density over the cube: one kernel for each point, over all parameters together, and a wide one for what nobody has tried.
 *
 * <p>Real numbers have normal kernels that are cut off at the ends; of a few ordered values each has the share of the kernel that is
 * rounded to it; of choices the point's own is likelier than the rest. Along an axis all kernels but the wide one are equally wide, in
 * proportion to the scatter of the points there and narrower the more points there are (Scott's rule).
 *
 * <p>A point that lacks a parameter says nothing of its values: its kernel is even along that axis. A place that lacks one has no
 * coordinate there, and no kernel a factor. So the densities of all places, over each branch of the space and summed over the branches,
 * are 1 together, and a branch is the denser the more points lie in it.
 */
final class Parzen {

    /** Kernels of later points weigh as much as they can; earlier ones beyond this number weigh less and less. */
    private static final int FULL_WEIGHTS = 25;

    private static final double SMOOTHNESS = 0.75;
    private static final double FINEST = 0.01;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final Cube cube;
    private final List<double[]> points;
    private final double[] widths;

    /** Of each kernel, that of the wide one last; they add up to 1. */
    private final double[] weights;

    /** For each kernel the logarithm of its weight and of what its normal parts have lost at the ends. */
    private final double[] logScales;

    /** The part of them that is each axis's, for places that lack a parameter; empty where none can. */
    private final double[][] logLosses;

    /** By axis of ordered values: how likely the kernel of a value is to give each value. Of choices there may be thousands: see {@link #share}. */
    private final double[][][] shares;

    private final int[][] indices;

    /** Later points weigh as much as they can, earlier ones less. */
    Parzen(Cube cube, List<double[]> points) {
        this(cube, points, lately(points.size()));
    }

    /** @param weights of the points, and last of the wide kernel; above 0 */
    Parzen(Cube cube, List<double[]> points, double[] weights) {
        this.cube = cube;
        this.points = points;
        int n = points.size();
        this.widths = widths();
        double total = Arrays.stream(weights).sum();
        this.weights = Arrays.stream(weights).map(each -> each / total).toArray();
        this.shares = new double[cube.dimensions()][][];
        Arrays.setAll(shares, k -> shares(cube.axes().get(k), widths[k]));
        this.indices = points.stream().map(this::indices).toArray(int[][]::new);
        this.logScales = new double[n + 1];
        Arrays.setAll(logScales, kernel -> Math.log(this.weights[kernel]) + logNormalisers(kernel));
        this.logLosses = new double[cube.space().isConditional() ? n + 1 : 0][cube.dimensions()];
        for (int kernel = 0; kernel < logLosses.length; kernel++) {
            int each = kernel;
            Arrays.setAll(logLosses[kernel], axis -> logLoss(each, axis));
        }
    }

    /** Of all kernels but the wide one, along each axis. */
    private double[] widths() {
        double[] widths = new double[cube.dimensions()];
        Arrays.setAll(widths, axis -> Math.max(FINEST, SMOOTHNESS * shrinking(axis) * deviation(axis)));
        return widths;
    }

    private double shrinking(int axis) {
        int there = 0;
        for (double[] point : points) {
            there += Double.isNaN(point[axis]) ? 0 : 1;
        }
        return Math.pow(Math.max(1, there), -1.0 / (cube.dimensions() + 4));
    }

    /** Of the points along an axis, and of one more trial's worth of a uniform distribution. */
    private double deviation(int axis) {
        double count = 1;
        double sum = 0.5;
        double squares = 1.0 / 3;
        for (double[] point : points) {
            if (!Double.isNaN(point[axis])) {
                count++;
                sum += point[axis];
                squares += point[axis] * point[axis];
            }
        }
        return Math.sqrt(squares / count - sum / count * sum / count);
    }

    private static double[] lately(int n) {
        double[] weights = new double[n + 1];
        int fading = Math.max(0, n - FULL_WEIGHTS);
        for (int i = 0; i <= n; i++) {
            weights[i] = i < fading && fading > 1 ? 1.0 / n + (1 - 1.0 / n) * i / (fading - 1) : 1;
        }
        return weights;
    }

    private static double[][] shares(Axis axis, double width) {
        if (axis.isChoice()) {
            return new double[0][];
        }
        int values = axis.positions().length;
        double[][] shares = new double[values][values];
        for (int centre = 0; centre < values; centre++) {
            for (int value = 0; value < values; value++) {
                shares[centre][value] = NORMAL.probability(
                        (edge(axis, value) - axis.positions()[centre]) / width,
                        (edge(axis, value + 1) - axis.positions()[centre]) / width);
            }
            double total = Arrays.stream(shares[centre]).sum();
            double[] row = shares[centre];
            Arrays.setAll(row, value -> row[value] / total);
        }
        return shares;
    }

    /** How likely the kernel of a value is to give a value of the axis. */
    private double share(int axis, int centre, int value) {
        if (!cube.axes().get(axis).isChoice()) {
            return shares[axis][centre][value];
        }
        double other = 1.0 / weights.length;
        return ((value == centre ? 1 : 0) + other)
                / (1 + other * cube.axes().get(axis).positions().length);
    }

    /** Where the stretch of positions that are rounded to a value begins. */
    private static double edge(Axis axis, int value) {
        double[] positions = axis.positions();
        return value == 0 ? 0 : value == positions.length ? 1 : (positions[value - 1] + positions[value]) / 2;
    }

    private int[] indices(double[] point) {
        int[] indices = new int[point.length];
        for (int i = 0; i < point.length; i++) {
            Axis axis = cube.axes().get(i);
            indices[i] = axis.isDiscrete() && !Double.isNaN(point[i]) ? axis.indexOf(point[i]) : -1;
        }
        return indices;
    }

    private double logNormalisers(int kernel) {
        double sum = 0;
        for (int i = 0; i < cube.dimensions(); i++) {
            sum -= logLoss(kernel, i);
        }
        return sum;
    }

    /** Of the normal part along an axis: the logarithm of what of it lies within the cube; 0 where it has none. */
    private double logLoss(int kernel, int axis) {
        double centre = centre(kernel, axis);
        if (cube.axes().get(axis).isDiscrete() || Double.isNaN(centre)) {
            return 0;
        }
        double sigma = width(kernel, axis);
        return Math.log(sigma * Math.sqrt(2 * Math.PI) * NORMAL.probability(-centre / sigma, (1 - centre) / sigma));
    }

    private boolean isWide(int kernel) {
        return kernel == points.size();
    }

    private double centre(int kernel, int axis) {
        return isWide(kernel) ? 0.5 : points.get(kernel)[axis];
    }

    private double width(int kernel, int axis) {
        return isWide(kernel) ? 1 : widths[axis];
    }

    /** One place by chance, rounded to that of a point. */
    double[] draw(RandomGenerator random) {
        int kernel = chosen(weights.length, each -> weights[each], random.nextDouble());
        double[] place = new double[cube.dimensions()];
        for (int i = 0; i < place.length; i++) {
            Axis axis = cube.axes().get(i);
            double chance = random.nextDouble();
            if (axis.isDiscrete()) {
                place[i] = axis.positions()[value(kernel, i, chance)];
            } else if (Double.isNaN(centre(kernel, i))) {
                place[i] = chance;
            } else {
                place[i] = TruncatedNormalDistribution.of(centre(kernel, i), width(kernel, i), 0, 1)
                        .inverseCumulativeProbability(chance);
            }
        }
        if (cube.space().isConditional()) {
            cube.round(place);
        }
        return place;
    }

    /** The index of a value by chance, of a discrete axis. */
    private int value(int kernel, int axis, double chance) {
        int values = cube.axes().get(axis).positions().length;
        int centre = isWide(kernel) ? -1 : indices[kernel][axis];
        return centre < 0 ? (int) (chance * values) : chosen(values, each -> share(axis, centre, each), chance);
    }

    /** @param shares how likely each is; they add up to 1 */
    private static int chosen(int count, IntToDoubleFunction shares, double chance) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += shares.applyAsDouble(i);
            if (chance < sum) {
                return i;
            }
        }
        return count - 1;
    }

    double logDensity(double[] place) {
        int[] at = indices(place);
        double[] terms = new double[weights.length];
        for (int kernel = 0; kernel < terms.length; kernel++) {
            terms[kernel] = logScales[kernel] + logKernel(kernel, place, at);
        }
        double most = Arrays.stream(terms).max().orElseThrow();
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - most);
        }
        return most + Math.log(sum);
    }

    private double logKernel(int kernel, double[] place, int[] at) {
        double squares = 0;
        double log = 0;
        for (int i = 0; i < place.length; i++) {
            if (at[i] >= 0) {
                int index = isWide(kernel) ? -1 : indices[kernel][i];
                log += Math.log(index < 0 ? 1.0 / cube.axes().get(i).positions().length : share(i, index, at[i]));
            } else if (Double.isNaN(place[i])) {
                log += logLosses[kernel][i];
            } else {
                double distance = (place[i] - centre(kernel, i)) / width(kernel, i);
                squares += Double.isNaN(distance) ? 0 : distance * distance;
            }
        }
        return log - squares / 2;
    }
}
