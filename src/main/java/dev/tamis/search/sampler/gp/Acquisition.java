package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Where most is promised: of places spread evenly over the cube and of others near the best trials, the most
 * promising are improved further, along axes of real numbers by {@link Descent}, on the others value by value.
 */
final class Acquisition {

    private static final int EVEN = 200;
    private static final int NEAR = 100;
    private static final double[] REACHES = {0.2, 0.05, 0.01};
    private static final int STARTS = 4;
    private static final int EVALUATIONS = 25;
    private static final int TURNS = 2;

    private final Cube cube;
    private final Slope promise;
    private final RandomGenerator random;

    /** @param promise of a place; tells it without derivatives too */
    Acquisition(Cube cube, Slope promise, RandomGenerator random) {
        this.cube = cube;
        this.promise = promise;
        this.random = random;
    }

    private record Candidate(double[] place, double promise) {}

    /** @param good the best trials, to look near them */
    double[] best(List<double[]> good) {
        List<Candidate> candidates = new ArrayList<>();
        evenly().forEach(place -> candidates.add(candidate(place)));
        for (int i = 0; i < NEAR && !good.isEmpty(); i++) {
            candidates.add(candidate(near(good.get(i % good.size()), REACHES[i % REACHES.length])));
        }
        candidates.sort(Comparator.comparingDouble(each -> -each.promise()));
        Candidate best = candidates.get(0);
        for (Candidate start : candidates.subList(0, STARTS)) {
            Candidate improved = improved(start);
            best = improved.promise() > best.promise() ? improved : best;
        }
        return best.place();
    }

    private Candidate candidate(double[] place) {
        cube.round(place);
        return new Candidate(place, promise.at(place, null));
    }

    private List<double[]> evenly() {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(cube.dimensions());
        double[] shift = random.doubles(cube.dimensions()).toArray();
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < EVEN; i++) {
            double[] place = sequence.nextVector();
            Arrays.setAll(place, k -> (place[k] + shift[k]) % 1);
            places.add(place);
        }
        return places;
    }

    private double[] near(double[] centre, double reach) {
        double[] place = centre.clone();
        for (int k = 0; k < place.length; k++) {
            Axis axis = cube.axes().get(k);
            if (Double.isNaN(place[k])) {
                place[k] = random.nextDouble(); // it may be there at the new place
            } else if (axis.isChoice()) {
                place[k] = random.nextDouble() < 1.0 / place.length ? random.nextDouble() : place[k];
            } else {
                double width = axis.isDiscrete() ? Math.max(reach, 1.0 / axis.positions().length) : reach;
                place[k] = Math.min(1, Math.max(0, place[k] + width * random.nextGaussian()));
            }
        }
        return place;
    }

    private Candidate improved(Candidate start) {
        Candidate best = start;
        for (int turn = 0; turn < TURNS; turn++) {
            Candidate before = best;
            best = alongRealAxes(best);
            best = valueByValue(best);
            if (best.promise() - before.promise() < 1e-3 || cube.axes().stream().noneMatch(Axis::isDiscrete)) {
                break;
            }
        }
        return best;
    }

    private Candidate alongRealAxes(Candidate start) {
        double[] from = start.place().clone();
        double[] low = from.clone();
        double[] high = from.clone();
        for (int k = 0; k < low.length; k++) {
            if (Double.isNaN(from[k])) {
                from[k] = 0; // held there, and not looked at
                low[k] = 0;
                high[k] = 0;
            } else if (!cube.axes().get(k).isDiscrete()) {
                low[k] = 0;
                high[k] = 1;
            }
        }
        Slope slope = (x, gradient) -> {
            double value = -promise.at(lacking(start.place(), x), gradient);
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] = low[k] < high[k] ? -gradient[k] : 0;
            }
            return value;
        };
        Descent descent = new Descent(slope, low, high, 0.1, EVALUATIONS);
        double[] place = lacking(start.place(), descent.from(from));
        return new Candidate(place, -descent.value());
    }

    /** A place without the parameters that another one lacks. */
    private static double[] lacking(double[] other, double[] place) {
        double[] lacking = place.clone();
        for (int k = 0; k < place.length; k++) {
            lacking[k] = Double.isNaN(other[k]) ? Double.NaN : place[k];
        }
        return lacking;
    }

    private Candidate valueByValue(Candidate start) {
        Candidate best = start;
        for (int k = 0; k < cube.dimensions(); k++) {
            for (double position : alternatives(cube.axes().get(k), best.place()[k])) {
                double[] place = best.place().clone();
                place[k] = position;
                Candidate other = candidate(place);
                best = other.promise() > best.promise() ? other : best;
            }
        }
        return best;
    }

    /** All choices, but of ordered values the neighbours. */
    private static double[] alternatives(Axis axis, double position) {
        double[] positions = axis.positions();
        if (Double.isNaN(position)) {
            return new double[0];
        }
        if (!axis.isDiscrete() || (axis.isChoice() && positions.length <= 8)) {
            return positions;
        }
        int index = axis.indexOf(position);
        return Arrays.copyOfRange(positions, Math.max(0, index - 1), Math.min(positions.length, index + 2));
    }
}
