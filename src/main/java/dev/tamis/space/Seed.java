package dev.tamis.space;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where randomness comes from: every random number of the service is a function of an experiment's seed and of what it is
 * for, never of when or on which thread it is drawn.
 *
 * <p>{@code seed.derive("trial").derive(42).derive("weights").generator()} names one stream. Derivation mixes with the
 * finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
 *
 * @param value any 64 bits
 */
public record Seed(long value) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The seed of one of a numbered family: round 1, trial 42, epoch 7. */
    public Seed derive(long index) {
        return new Seed(mix(value + GOLDEN_GAMMA * (2 * index + 1)));
    }

    /** The seed for one purpose, such as "weights". */
    public Seed derive(String purpose) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i))
                    * 0x100000001b3L; // FNV-1a: fixed by its definition, unlike hashCode's role
        }
        return new Seed(mix(value ^ mix(hash)));
    }

    /** A fresh generator at the start of this seed's stream. */
    public RandomGenerator generator() {
        return new SplittableRandom(value);
    }

    /** Overwrites all values with the first numbers of this seed's stream: those of {@link #generator}, several at a time. */
    public void fill(long[] values) {
        // Counters first, then all mixed: loops without a state to carry, which compilers turn into vector
        // instructions.
        long counter = value;
        for (int i = 0; i < values.length; i++) {
            counter += GOLDEN_GAMMA;
            values[i] = counter;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = mix(values[i]);
        }
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
