package dev.tamis.mlp;

/**
 * How many trials train as one pack.
 *
 * <p>Every step costs a fixed time of calls, which a wider pack spreads over more trials; but a pack whose weights no longer
 * fit the cache waits for memory, and packs that are too wide leave cores idle near the end. So: as many trials as have their
 * weights in half the cache, for activations take the other half; at least 4 and at most 16; never so many that the trials do
 * not reach all cores, or memory ends. Measured in turn for 784-100x6-10 with SGD, microseconds of a trial's step: 674 in packs of
 * 2, 597 of 4, 540 of 6, 525 of 8, 500 to 550 of 12, 552 of 16; the bare matrix products fall off alike. Results do not depend on
 * the width.
 */
public final class PackPlan {

    private static final int NARROW = 4;

    private static final int WIDE = 16;

    private PackPlan() {}

    /**
     * The width for trials of one shape.
     *
     * @param trials how many of them wait or may run at a time, 1 or more
     * @return 1 or more, even where memory does not suffice for one: admission refuses such a model beforehand
     */
    public static int width(PackMemory memory, Machine machine, int trials) {
        long inCache = machine.cachePerCore() / (2 * memory.stateOfTrial());
        long wanted = Math.max(NARROW, Math.min(WIDE, inCache));
        // Rounded down: of 17 trials in flight, packs of 5 could be trained on three cores only.
        long reachingAllCores = trials / machine.cores();
        long width = Math.min(Math.min(wanted, reachingAllCores), inMemory(memory, machine));
        return (int) Math.max(1, width);
    }

    /** Whether the machine can train a model of this shape at all: one trial on one thread. @param networks of a trial */
    public static boolean fits(PackMemory memory, int networks, Machine machine) {
        return memory.bytes(networks) + memory.bytesOfData() <= machine.memory();
    }

    private static long inMemory(PackMemory memory, Machine machine) {
        long ofCore = (machine.memory() - memory.bytesOfData()) / machine.cores();
        int width = WIDE;
        while (width > 0 && memory.bytes(width) > ofCore) {
            width--;
        }
        return width;
    }
}
