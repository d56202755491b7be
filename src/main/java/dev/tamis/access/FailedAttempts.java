package dev.tamis.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Wrong tokens by the network that they came from. Of as many networks as fit into a megabyte; those that come least are forgotten. */
final class FailedAttempts {

    static final int ALLOWED = 20;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;

    private final Cache<String, Count> counts = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .executor(Runnable::run)
            .build();

    private record Count(Instant since, int failures) {}

    FailedAttempts(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean areTooMany(String address) {
        return current(Networks.of(address)).failures() >= ALLOWED;
    }

    synchronized void add(String address) {
        String network = Networks.of(address);
        Count count = current(network);
        counts.put(network, new Count(count.since(), count.failures() + 1));
    }

    private Count current(String network) {
        Instant now = clock.instant();
        Count count = counts.getIfPresent(network);
        // a clock that was set back must not keep anybody out for longer
        return count == null
                        || count.since().isAfter(now)
                        || !now.isBefore(count.since().plus(WINDOW))
                ? new Count(now, 0)
                : count;
    }
}
