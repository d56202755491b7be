package dev.tamis.search;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Scale;

/**
 * The line on which a numeric domain's positions lie, which goes on beyond both ends.
 *
 * @param scale of the domain
 * @param from the value at position 0
 * @param to the value at position 1
 */
record Axis(Scale scale, double from, double to) {

    static Axis of(NumericDomain domain) {
        double half = halfCell(domain);
        return new Axis(domain.scale(), domain.lowest() - half, domain.highest() + half);
    }

    double valueAt(double position) {
        double start = scale.warp(from);
        return scale.unwarp(start + position * (scale.warp(to) - start));
    }

    /** Not a number where the value has no place on the scale. */
    double positionOf(double value) {
        double start = scale.warp(from);
        return (scale.warp(value) - start) / (scale.warp(to) - start);
    }

    /** Discrete values own a stretch of the axis, and the outermost ones' stretches stick out by half. */
    private static double halfCell(NumericDomain domain) {
        if (domain instanceof IntDomain whole) {
            return whole.distance() / 2.0;
        }
        return ((FloatDomain) domain).step().orElse(0) / 2;
    }
}
