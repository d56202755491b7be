package dev.tamis.search;

import dev.tamis.space.FinitePoints;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which points of a space have been tried, so that none is tried again while another is left. Of a space whose points never run out it
 * keeps nothing, and there nothing counts as tried. What it gives is a function of what it holds and of the seed: never of time.
 *
 * <p>Not for several threads: whoever draws from what he was handed takes a {@link #copy}.
 */
public final class Tried {

    /** How often one trial is drawn anew. After that, few points are left or the others are improbable. */
    private static final int MOST_DRAWS = 16;

    private final @Nullable FinitePoints points;
    private final Set<Long> numbers;

    private Tried(@Nullable FinitePoints points, Set<Long> numbers) {
        this.points = points;
        this.numbers = numbers;
    }

    /** Nothing yet, of a space. */
    public static Tried nothing(SearchSpace space) {
        return new Tried(FinitePoints.of(space).orElse(null), new HashSet<>());
    }

    /** Nothing, whatever is added: where points may be tried again. */
    public static Tried repeats() {
        return new Tried(null, Set.of());
    }

    /** These points too; those that are none of the space's do not count. */
    public Tried with(Collection<Parameters> more) {
        if (points == null) {
            return this;
        }
        Tried all = copy();
        more.forEach(all::add);
        return all;
    }

    /** The same, which goes on alone. */
    public Tried copy() {
        return points == null ? this : new Tried(points, new HashSet<>(numbers));
    }

    /** Whether the point has been tried. */
    public boolean holds(Parameters point) {
        if (points == null) {
            return false;
        }
        OptionalLong number = points.numberOf(point);
        return number.isPresent() && numbers.contains(number.getAsLong());
    }

    /** From now on it has been tried. @return false if it had been before */
    public boolean add(Parameters point) {
        if (points == null) {
            return true;
        }
        OptionalLong number = points.numberOf(point);
        return number.isEmpty() || numbers.add(number.getAsLong());
    }

    /** How many points are left; empty where they never run out. */
    public OptionalLong left() {
        return points == null ? OptionalLong.empty() : OptionalLong.of(points.size() - numbers.size());
    }

    /**
     * A point for a trial of a sampler that does not look at results: the first of its draws that has not been tried, and after some in
     * vain one by chance. Where none is left, a draw as it comes. It counts as tried.
     *
     * @param draws for the same trial, by how many there were before: always the same ones
     * @param seed the trial's own
     */
    public Parameters take(IntFunction<Parameters> draws, Seed seed) {
        Parameters first = draws.apply(0);
        if (add(first) || isUsedUp()) {
            return first;
        }
        for (int i = 1; i < MOST_DRAWS; i++) {
            Parameters again = draws.apply(i);
            if (add(again)) {
                return again;
            }
        }
        return byChance(seed);
    }

    /**
     * A point for a trial whose sampler wants one that has been tried: among those that differ from it in one parameter the nearest,
     * else one by chance. Where none is left, the one that is wanted. It counts as tried.
     *
     * @param seed the trial's own
     */
    Parameters takeNear(Parameters wanted, Seed seed) {
        if (add(wanted) || points == null || isUsedUp()) {
            return wanted;
        }
        long number = points.numberOf(wanted).orElseThrow();
        for (long distance = 1; distance <= points.furthest() && distance <= numbers.size(); distance++) {
            long[] beside = points.besides(number, distance);
            // Not always the same side and the same parameter first.
            int start = (int) Math.floorMod(seed.derive(distance).value(), (long) Math.max(1, beside.length));
            for (int i = 0; i < beside.length; i++) {
                long each = beside[(start + i) % beside.length];
                if (numbers.add(each)) {
                    return points.at(each);
                }
            }
        }
        return byChance(seed);
    }

    private boolean isUsedUp() {
        return points == null || numbers.size() >= points.size();
    }

    /**
     * From a number by chance on in equal steps by chance: a step that has no divisor in common with how many points there are comes by
     * each of them once, so that one is found that is left, after as many steps on average as there are points to each that is left.
     */
    private Parameters byChance(Seed seed) {
        FinitePoints all = Objects.requireNonNull(points);
        long size = all.size();
        long step = coprime(Math.floorMod(seed.derive("step").value(), size), size);
        long number = Math.floorMod(seed.derive("start").value(), size);
        while (!numbers.add(number)) {
            number = (number + step) % size;
        }
        return all.at(number);
    }

    private static long coprime(long from, long size) {
        long step = Math.max(1, from);
        while (greatestDivisor(step, size) > 1) {
            step = step % size + 1;
        }
        return step;
    }

    private static long greatestDivisor(long one, long other) {
        return other == 0 ? one : greatestDivisor(other, one % other);
    }
}
