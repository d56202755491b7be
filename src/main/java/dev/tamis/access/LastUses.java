package dev.tamis.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down when tokens were last used: at most once a minute each, and never while a request waits for it. */
final class LastUses {

    static final Duration APART = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

    private static final int MOST_TOKENS = 10_000;

    private final TokenRows rows;
    private final Executor writer;
    private final InstantSource clock;

    /** When this node last wrote. */
    private final Cache<UUID, Instant> written = Caffeine.newBuilder()
            .maximumSize(MOST_TOKENS)
            .executor(Runnable::run)
            .build();

    /** @param writer drops what it cannot take */
    LastUses(TokenRows rows, Executor writer, InstantSource clock) {
        this.rows = rows;
        this.writer = writer;
        this.clock = clock;
    }

    /** One thread, which lets what it cannot keep up with fall: it is written a minute later. */
    static Executor writer() {
        return new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1_000),
                task -> {
                    Thread thread = new Thread(task, "last-uses");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    void note(UUID token) {
        Instant now = clock.instant();
        if (isMyTurn(token, now)) {
            writer.execute(() -> write(token, now));
        }
    }

    /** Of many at a time one. */
    private boolean isMyTurn(UUID token, Instant now) {
        Instant before = written.getIfPresent(token);
        return before == null
                ? written.asMap().putIfAbsent(token, now) == null
                : isDue(before, now) && written.asMap().replace(token, before, now);
    }

    /** A clock that was set back must not stop it. */
    private static boolean isDue(Instant before, Instant now) {
        return before.isAfter(now) || !now.isBefore(before.plus(APART));
    }

    private void write(UUID token, Instant now) {
        try {
            rows.used(token, now, APART);
        } catch (RuntimeException failed) {
            LOG.debug("When a token was last used is not written down: {}", failed.toString());
        }
    }
}
