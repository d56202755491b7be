package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(4);

    private final HandDrivenClock clock = new HandDrivenClock();
    private final DatabaseWatch watch = new DatabaseWatch(HEARTBEAT, Duration.ofSeconds(5), () -> {}, clock);

    @Test
    void aNodeThatHasJustComeDoesNotJudge() {
        assertThat(watch.mayJudge()).isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        assertThat(watch.mayJudge()).isFalse();
    }

    @Test
    void afterTwoHeartbeatsAndTheTimeToReconnectItDoes() {
        looksFor(Duration.ofSeconds(16));

        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void aDatabaseThatWasAwayMakesItWaitAgain() {
        looksFor(Duration.ofMinutes(5));
        clock.now = clock.now.plusSeconds(60); // looks fail, and end without the event

        assertThat(watch.mayJudge())
                .as("the very look that finds all heartbeats old")
                .isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        clock.now = clock.now.plusSeconds(8);
        assertThat(watch.mayJudge()).isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        clock.now = clock.now.plusSeconds(8);
        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void otherEventsSayNothingOfTheDatabase() {
        for (SchedulerEventType type : SchedulerEventType.values()) {
            if (type != SchedulerEventType.RAN_DETECT_DEAD) {
                watch.onSchedulerEvent(type);
            }
        }
        clock.now = clock.now.plusSeconds(10);

        assertThat(watch.mayJudge()).isFalse();
    }

    private void looksFor(Duration time) {
        Instant end = clock.now.plus(time);
        while (clock.now.isBefore(end)) {
            watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
            clock.now = clock.now.plus(HEARTBEAT.multipliedBy(2));
        }
    }

    private static final class HandDrivenClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
