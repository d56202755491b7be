package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SampledTest {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private Instant now = Instant.EPOCH;
    private Sampled<Integer> sampled;

    @AfterEach
    void close() {
        answering.countDown();
        sampled.close();
    }

    @Test
    void theSourceIsAskedOnceAsLongAsItsAnswerIsFresh() {
        sampled = of(asked::incrementAndGet, LONG);

        assertThat(sampled.now()).contains(1);
        now = now.plusMillis(1999);
        assertThat(sampled.now()).contains(1);
        now = now.plusMillis(1);
        assertThat(sampled.now()).contains(2);
    }

    @Test
    void aSourceThatFailsGivesNoValueAndIsNotAskedAgainAtOnce() {
        sampled = of(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return 7;
                },
                LONG);

        assertThat(sampled.now()).isEmpty();
        assertThat(sampled.now()).isEmpty();
        assertThat(asked).hasValue(1);
        now = now.plus(FRESH);
        assertThat(sampled.now()).contains(7);
    }

    @Test
    void aSourceThatDoesNotAnswerHoldsNobodyUp() {
        sampled = of(this::slow, Duration.ofMillis(1));

        assertThat(sampled.now()).isEmpty();
        now = now.plus(LONG);
        assertThat(sampled.now()).as("no second question beside the first").isEmpty();
        assertThat(asked).hasValue(1);

        answering.countDown();
        Awaitility.await().until(() -> {
            now = now.plus(FRESH);
            return sampled.now().isPresent();
        });
    }

    private Integer slow() {
        asked.incrementAndGet();
        try {
            assertThat(answering.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 7;
    }

    private Sampled<Integer> of(Supplier<Integer> source, Duration patience) {
        Clock byHand = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        return new Sampled<>(source, new Sampled.Timing(FRESH, patience, byHand));
    }
}
