package dev.tamis.search.sampler.gp;

import java.util.Arrays;

/**
 * Excesses on a scale on which a Gaussian process can learn from them: those near the bound as they are, others by their logarithm (D.
 * Eriksson and M. Poloczek, Scalable constrained Bayesian optimization, AISTATS 2021, section 3), mean 0 and standard deviation 1 afterwards.
 *
 * @param values of the excesses
 * @param bound where on that scale nothing is exceeded
 */
record Bilog(double[] values, double bound) {

    static Bilog of(double[] excesses) {
        double[] sizes = Arrays.stream(excesses).map(Math::abs).sorted().toArray();
        // Where half of all are at the bound, the others tell the unit.
        double usual = sizes[sizes.length / 2] > 0 ? sizes[sizes.length / 2] : sizes[sizes.length - 1];
        double unit = usual > 0 ? usual : 1;
        double[] values = Arrays.stream(excesses)
                .map(each -> Math.signum(each) * Math.log1p(Math.abs(each) / unit))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElse(0);
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return new Bilog(
                Arrays.stream(values).map(each -> (each - mean) / deviation).toArray(), -mean / deviation);
    }
}
