package dev.tamis.search.sampler.gp;

import dev.tamis.search.pareto.Fronts;
import dev.tamis.search.pareto.Hypervolume;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The logarithm of the hypervolume by which a place is expected to enlarge that of a front, with a model for each objective: M. Emmerich and
 * others, Hypervolume-based expected improvement (CEC 2011). Exact, as a sum over boxes into which the space that the front does not dominate
 * is divided: K. Yang and others, Efficient computation of expected hypervolume improvement (Journal of Global Optimization 2019).
 *
 * <pre>
 * second          of two costs, smaller is better: each column
 *   |#1#|2 |  3 | reference     reaches from a point of the front
 *   |###o--+----.               down without end, the first
 *   |######o----+               one to the left too
 *   |###########o
 *   +-------------- first
 * </pre>
 */
final class HypervolumeImprovement implements Slope {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Of nothing there would be no logarithm. */
    private static final double LEAST = 1e-300;

    /** Boxes, and the time that they take, grow with its square. */
    private static final int LARGEST_FRONT = 24;

    /** Of the extent of the front, and in standard deviations of all costs. */
    private static final double ROOM = 0.1;

    private static final double LEAST_ROOM = 0.1;

    private final Posterior[] posteriors;

    /** Of each objective: the front's values, ascending, the reference last. Below the first there is no end. */
    private final double[][] levels;

    /** For each box and objective the index of its upper level; its lower one is the next that bounds it, or -1. */
    private final int[][] uppers;

    private final int[][] lowers;

    /**
     * @param front costs, none of which dominates another, better than the reference everywhere
     * @param reference from which on hypervolume counts
     */
    HypervolumeImprovement(Posterior[] posteriors, List<double[]> front, double[] reference) {
        this.posteriors = posteriors;
        this.levels = new double[reference.length][];
        for (int k = 0; k < levels.length; k++) {
            TreeSet<Double> values = new TreeSet<>(List.of(reference[k]));
            for (double[] each : front) {
                values.add(each[k]);
            }
            levels[k] = values.stream().mapToDouble(Double::doubleValue).toArray();
        }
        Boxes boxes = new Boxes(levels, front);
        this.uppers = boxes.uppers.toArray(int[][]::new);
        this.lowers = boxes.lowers.toArray(int[][]::new);
    }

    /** Over the front of places by their means, and from a tenth of its extent beyond its worst on. @param means costs, one place at least */
    static HypervolumeImprovement over(Posterior[] posteriors, List<double[]> means) {
        List<double[]> merits = means.stream()
                .map(each -> Arrays.stream(each).map(cost -> -cost).toArray())
                .toList();
        int[] ranks = Fronts.ranks(merits);
        List<double[]> front = IntStream.range(0, ranks.length)
                .filter(i -> ranks[i] == 0)
                .mapToObj(merits::get)
                .toList();
        double[] reference = new double[posteriors.length];
        Arrays.setAll(reference, k -> {
            double worst = front.stream().mapToDouble(each -> each[k]).min().orElseThrow();
            double best = front.stream().mapToDouble(each -> each[k]).max().orElseThrow();
            return worst - Math.max(LEAST_ROOM, ROOM * (best - worst));
        });
        List<double[]> costs = Arrays.stream(Hypervolume.subset(front, reference, LARGEST_FRONT))
                .mapToObj(i -> Arrays.stream(front.get(i)).map(merit -> -merit).toArray())
                .toList();
        return new HypervolumeImprovement(
                posteriors, costs, Arrays.stream(reference).map(merit -> -merit).toArray());
    }

    @Override
    public double at(double[] place, double[] gradient) {
        int m = posteriors.length;
        Belief[] beliefs = new Belief[m];
        double[][] gains = new double[m][];
        for (int k = 0; k < m; k++) {
            beliefs[k] = posteriors[k].at(place, gradient != null);
            gains[k] = gains(beliefs[k], levels[k]);
        }
        double sum = 0;
        for (int box = 0; box < uppers.length; box++) {
            double product = 1;
            for (int k = 0; k < m; k++) {
                product *= side(gains[k], box, k);
            }
            sum += product;
        }
        if (gradient == null || !(sum > LEAST)) {
            if (gradient != null) {
                Arrays.fill(gradient, 0);
            }
            return Math.log(Math.max(LEAST, sum));
        }
        Arrays.fill(gradient, 0);
        for (int k = 0; k < m; k++) {
            double[] byMean = byMean(beliefs[k], levels[k]);
            double[] byDeviation = byDeviation(beliefs[k], levels[k]);
            double meanSlope = 0;
            double deviationSlope = 0;
            for (int box = 0; box < uppers.length; box++) {
                double others = 1;
                for (int other = 0; other < m; other++) {
                    others *= other == k ? 1 : side(gains[other], box, other);
                }
                meanSlope += others * side(byMean, box, k);
                deviationSlope += others * side(byDeviation, box, k);
            }
            for (int axis = 0; axis < gradient.length; axis++) {
                gradient[axis] += (meanSlope * beliefs[k].meanSlopes()[axis]
                                + deviationSlope * beliefs[k].deviationSlopes()[axis])
                        / sum;
            }
        }
        return Math.log(sum);
    }

    private double side(double[] byLevel, int box, int objective) {
        int lower = lowers[box][objective];
        return byLevel[uppers[box][objective]] - (lower < 0 ? 0 : byLevel[lower]);
    }

    /** By how much a cost is expected to be lower than each level. */
    private static double[] gains(Belief belief, double[] levels) {
        double[] gains = new double[levels.length];
        Arrays.setAll(gains, i -> {
            double u = (levels[i] - belief.mean()) / belief.deviation();
            return belief.deviation() * Math.exp(LogImprovement.at(u));
        });
        return gains;
    }

    private static double[] byMean(Belief belief, double[] levels) {
        return Arrays.stream(levels)
                .map(each -> -NORMAL.cumulativeProbability((each - belief.mean()) / belief.deviation()))
                .toArray();
    }

    private static double[] byDeviation(Belief belief, double[] levels) {
        return Arrays.stream(levels)
                .map(each -> NORMAL.density((each - belief.mean()) / belief.deviation()))
                .toArray();
    }
}
