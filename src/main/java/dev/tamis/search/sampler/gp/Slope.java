package dev.tamis.search.sampler.gp;

/** A function of several numbers that tells its derivatives too. */
interface Slope {

    /** @param gradient is overwritten with the derivatives at x; null where nobody asks for them, if the function allows it */
    double at(double[] x, double[] gradient);
}
