package dev.tamis.space;

/** A domain of numbers between two bounds: one that can be narrowed, shifted and extended. */
public sealed interface NumericDomain extends Domain permits FloatDomain, IntDomain {

    /** Smallest value. */
    double lowest();

    /** Largest value, above {@link #lowest}. */
    double highest();

    /** The scale on which values are uniform. */
    Scale scale();

    /**
     * The domain of the same kind, scale and step over other bounds. Where there is a step (whole numbers always have one)
     * the bounds move outwards to the nearest values of this domain's grid, which goes on beyond its present bounds, and
     * always leave two values at least.
     *
     * @throws InvalidField if the bounds break a rule of the domain, such as low > 0 on the log scale
     */
    NumericDomain between(double low, double high);
}
