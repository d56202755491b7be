package dev.tamis.search.sampler.cma;

import java.util.Arrays;

/**
 * The constants of the evolution strategy: N. Hansen, The CMA evolution strategy: a tutorial (2016), table 1 and equations 53 to 58.
 *
 * @param population trials of a generation
 * @param weights of the better half, best first; they add up to 1
 * @param effective how many equally weighted points they are worth
 * @param pathRate how fast the path of the mean forgets
 * @param stepRate the same, for the path that tells the step size
 * @param damping of the step size
 * @param rankOne share of the path in the new covariances
 * @param rankMany share of the points in them
 * @param expected length of a standard normal vector
 */
record Strategy(
        int population,
        double[] weights,
        double effective,
        double pathRate,
        double stepRate,
        double damping,
        double rankOne,
        double rankMany,
        double expected) {

    /** @param dimensions real and ordered axes, at least 1 */
    static Strategy of(int dimensions, int population) {
        int n = dimensions;
        int parents = population / 2;
        double[] weights = new double[parents];
        Arrays.setAll(weights, i -> Math.log((population + 1) / 2.0) - Math.log(i + 1));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        double effective = 1 / Arrays.stream(weights).map(each -> each * each).sum();
        double pathRate = (4 + effective / n) / (n + 4 + 2 * effective / n);
        double stepRate = (effective + 2) / (n + effective + 5);
        double damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + stepRate;
        double rankOne = 2 / (Math.pow(n + 1.3, 2) + effective);
        double rankMany =
                Math.min(1 - rankOne, 2 * (0.25 + effective + 1 / effective - 2) / (Math.pow(n + 2, 2) + effective));
        double expected = Math.sqrt(n) * (1 - 1.0 / (4 * n) + 1.0 / (21.0 * n * n));
        return new Strategy(population, weights, effective, pathRate, stepRate, damping, rankOne, rankMany, expected);
    }

    /** How many trials of a generation the tutorial advises, equation 48. */
    static int usualPopulation(int dimensions) {
        return 4 + (int) (3 * Math.log(Math.max(1, dimensions)));
    }
}
