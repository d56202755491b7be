package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;

/** How far places of a cube are from each other along each axis. */
final class Distances {

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

    /** The square of the distance along one axis: of two choices, and of a value and none, 1. */
    double square(int axis, double a, double b) {
        double distance = a - b;
        if (Double.isNaN(distance)) {
            return Double.isNaN(a) && Double.isNaN(b) ? 0 : 1;
        }
        return !choice[axis] ? distance * distance : distance == 0 ? 0 : 1;
    }

    /** Half the derivative of the square by a. */
    double slope(int axis, double a, double b) {
        double distance = a - b;
        return choice[axis] || Double.isNaN(distance) ? 0 : distance;
    }
}
