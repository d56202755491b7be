package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;

/**
 * How far places of a cube are from each other along each axis.
 *
 * <p>A parameter that is not there lies beside the middle of its axis: all values are about as far from it as the ends are from each
 * other. Rejected: 1 from each value, which are distances of no space, and a kernel of them need not be one.
 *
 * <pre>
 * 0 ----- middle ----- 1        of lengths 1 and, upwards, the root of 3/4
 *            |
 *         not there
 * </pre>
 */
final class Distances {

    private static final double MIDDLE = 0.5;
    private static final double BESIDE = 0.75;

    private final boolean[] choice;

    Distances(Cube cube) {
        choice = new boolean[cube.dimensions()];
        for (int i = 0; i < choice.length; i++) {
            Axis axis = cube.axes().get(i);
            choice[i] = axis.isChoice();
        }
    }

    int dimensions() {
        return choice.length;
    }

    /** The square of the distance along one axis: of two choices, and of a choice and none, 1. */
    double square(int axis, double a, double b) {
        double distance = a - b;
        if (Double.isNaN(distance)) {
            return squareToNone(axis, Double.isNaN(a) ? b : a);
        }
        return !choice[axis] ? distance * distance : distance == 0 ? 0 : 1;
    }

    private double squareToNone(int axis, double other) {
        if (Double.isNaN(other)) {
            return 0;
        }
        return choice[axis] ? 1 : (other - MIDDLE) * (other - MIDDLE) + BESIDE;
    }

    /** Half the derivative of the square by a. */
    double slope(int axis, double a, double b) {
        if (choice[axis] || Double.isNaN(a)) {
            return 0;
        }
        return a - (Double.isNaN(b) ? MIDDLE : b);
    }
}
