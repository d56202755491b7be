package dev.tamis.web.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.SteadyTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Rest rest = new Rest(new SteadyTime(() -> Instant.EPOCH, nanos::get));

    @Test
    void aThousandFollowersAreToldOnceASecond() {
        assertThat(rest.isOver()).as("nobody has been told yet").isTrue();

        rest.begin(1_000);
        pass(999);
        assertThat(rest.isOver()).isFalse();
        pass(1);

        assertThat(rest.isOver()).isTrue();
    }

    @Test
    void fewFollowersAreToldWithTheNextPoll() {
        rest.begin(3);
        pass(500);

        assertThat(rest.isOver()).isTrue();
    }

    private void pass(int millis) {
        nanos.addAndGet(millis * 1_000_000L);
    }
}
