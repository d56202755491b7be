package dev.tamis.web.reading;

import dev.tamis.space.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Seeds for experiments that name none. */
public record FreshSeeds(RandomGenerator random) {

    /** Clients must be able to send a seed back, and JavaScript's numbers hold 53 bits. */
    private static final long LARGEST = (1L << 53) - 1;

    /** A random one; or the key's own, so that a retry asks for an equal experiment. */
    public long next(Optional<String> idempotencyKey) {
        return idempotencyKey.map(key -> new Seed(0).derive(key).value()).orElseGet(random::nextLong) & LARGEST;
    }
}
