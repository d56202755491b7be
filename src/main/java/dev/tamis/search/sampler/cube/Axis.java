package dev.tamis.search.sampler.cube;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;

/**
 * One parameter of a space as a side of the {@link Cube}.
 *
 * @param positions of all its values, ascending, where they are few; empty where it is to be treated as a stretch of real numbers
 */
public record Axis(String name, Domain domain, double[] positions) {

    /** With more values than these, neighbours are as near as real numbers are to each other after a hundred trials. */
    private static final int FEW = 64;

    static Axis of(String name, Domain domain) {
        boolean isFew = domain.cardinality().isPresent()
                && (isChoice(domain) || domain.cardinality().getAsLong() <= FEW);
        return new Axis(
                name,
                domain,
                !isFew
                        ? new double[0]
                        : domain.grid(Math.max(2, (int) domain.cardinality().getAsLong())).stream()
                                .mapToDouble(domain::positionOf)
                                .toArray());
    }

    /** Whether its values have no order, so that all of them are equally far from each other. */
    public boolean isChoice() {
        return isChoice(domain);
    }

    /** Whether it has a few values only. */
    public boolean isDiscrete() {
        return positions.length > 0;
    }

    /** The index of the value at a position; of discrete axes. */
    public int indexOf(double position) {
        double real = domain.positionOf(domain.valueAt(position));
        int nearest = 0;
        for (int i = 1; i < positions.length; i++) {
            if (Math.abs(positions[i] - real) < Math.abs(positions[nearest] - real)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static boolean isChoice(Domain domain) {
        return domain instanceof CategoricalDomain;
    }
}
