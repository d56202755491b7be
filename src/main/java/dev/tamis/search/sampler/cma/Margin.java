package dev.tamis.search.sampler.cma;

import dev.tamis.search.sampler.cube.Axis;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Keeps a distribution from settling on one value of an axis that has a few only: R. Hamano and others, CMA-ES with margin: lower-bounding
 * marginal probability for mixed-integer black-box optimization (GECCO 2022), section 4. After each generation, the values on either
 * side of the mean's own are drawn with a probability of at least the margin together.
 */
final class Margin {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final List<Axis> axes;
    private final double least;

    /** @param axes of the distribution, in its order */
    Margin(List<Axis> axes, int population) {
        this.axes = axes;
        this.least = 1.0 / (axes.size() * population);
    }

    Normal kept(Normal normal) {
        double[] mean = new double[axes.size()];
        double[] widening = new double[mean.length];
        Arrays.setAll(mean, normal::mean);
        Arrays.fill(widening, 1);
        boolean isKept = true;
        for (int k = 0; k < mean.length; k++) {
            double[] positions = axes.get(k).positions();
            if (positions.length > 1) {
                isKept &= !keep(k, positions, mean, widening, normal.deviation(k));
            }
        }
        return isKept ? normal : normal.with(mean, widening);
    }

    /** Whether something had to be changed. */
    private boolean keep(int k, double[] positions, double[] mean, double[] widening, double deviation) {
        int own = axes.get(k).indexOf(Math.min(1, Math.max(0, mean[k])));
        // At an end there is one side only: the mean stays so near the other value that this is drawn often enough.
        if (own == 0 || own == positions.length - 1) {
            double border = own == 0 ? (positions[0] + positions[1]) / 2 : (positions[own - 1] + positions[own]) / 2;
            double furthest = -NORMAL.inverseCumulativeProbability(least) * deviation;
            double nearest = own == 0 ? Math.max(mean[k], border - furthest) : Math.min(mean[k], border + furthest);
            boolean isMoved = nearest != mean[k];
            mean[k] = nearest;
            return isMoved;
        }
        double low = (positions[own - 1] + positions[own]) / 2;
        double high = (positions[own] + positions[own + 1]) / 2;
        double below = NORMAL.cumulativeProbability((low - mean[k]) / deviation);
        double above = NORMAL.cumulativeProbability((mean[k] - high) / deviation);
        double half = least / 2;
        if (below >= half && above >= half) {
            return false;
        }
        double newBelow = Math.max(half, below);
        double newAbove = Math.max(half, above);
        double excess = newBelow + newAbove + (1 - below - above) - 1;
        double spare = newBelow + newAbove - 2 * half;
        if (spare > 0) {
            // Of what is above the margin, in proportion, so that the three add up to 1 (equations 15 and 16).
            double share = Math.min(1, excess / (spare + (1 - below - above) - half));
            newBelow -= share * (newBelow - half);
            newAbove -= share * (newAbove - half);
        }
        double left = -NORMAL.inverseCumulativeProbability(Math.min(0.5 - 1e-9, newBelow));
        double right = -NORMAL.inverseCumulativeProbability(Math.min(0.5 - 1e-9, newAbove));
        double newDeviation = (high - low) / (left + right);
        mean[k] = low + left * newDeviation;
        widening[k] = newDeviation / deviation;
        return true;
    }
}
