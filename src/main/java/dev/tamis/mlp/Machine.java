package dev.tamis.mlp;

/**
 * What trainers may use of a machine.
 *
 * @param cores packs that train at a time, one thread each, 1 or more
 * @param cachePerCore bytes of cache that a core can count on, its own and its share of the last level
 * @param memory bytes of native memory for all packs together
 */
public record Machine(int cores, long cachePerCore, long memory) {

    /** The JDK cannot tell; common servers have 2 to 8 MB a core over the second and third level. */
    public static final long USUAL_CACHE_PER_CORE = 8L << 20;
}
