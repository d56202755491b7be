package dev.tamis.search.sampler.gp;

/**
 * The kernel of Matern with smoothness 5/2, as a function of the squared distance in length scales: C. Rasmussen and C. Williams,
 * Gaussian Processes for Machine Learning (2006), equation 4.17.
 */
final class Matern {

    private static final double ROOT_5 = Math.sqrt(5);

    private Matern() {}

    static double at(double square) {
        double far = ROOT_5 * Math.sqrt(square);
        return (1 + far + far * far / 3) * Math.exp(-far);
    }

    /** Its derivative by the squared distance. */
    static double slope(double square) {
        double far = ROOT_5 * Math.sqrt(square);
        return -5.0 / 6 * (1 + far) * Math.exp(-far);
    }
}
