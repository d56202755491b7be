package dev.tamis.experiment;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What several networks that differ in their seeds alone did on the same test rows.
 *
 * @param meanAccuracy mean of their test accuracies
 * @param low lower end of Student's confidence interval for the mean over all seeds, {@code mean - t s / sqrt(n)} with the
 *     quantile t of n - 1 degrees of freedom, kept within [0, 1]; on these test rows, whose own chance is not in it
 * @param high upper end
 * @param standardDeviation of the accuracies from seed to seed, with n - 1 in the denominator
 * @param meanLoss mean of their test losses
 */
public record OverSeeds(double meanAccuracy, double low, double high, double standardDeviation, double meanLoss) {

    /** @param accuracies two or more @param confidence in (0, 1) */
    static OverSeeds of(double[] accuracies, double[] losses, double confidence) {
        int n = accuracies.length;
        double mean = mean(accuracies);
        double squares = Arrays.stream(accuracies)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double deviation = Math.sqrt(squares / (n - 1));
        double t = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2);
        double margin = t * deviation / Math.sqrt(n);
        return new OverSeeds(mean, Math.max(0, mean - margin), Math.min(1, mean + margin), deviation, mean(losses));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
