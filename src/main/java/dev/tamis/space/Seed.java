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

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
