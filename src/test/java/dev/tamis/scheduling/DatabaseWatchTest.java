package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import dev.tamis.HandClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(4);

    private final HandClock clock = new HandClock();
    private final HandClock steady = new HandClock();
    private final DatabaseWatch watch =
            new DatabaseWatch(HEARTBEAT, Duration.ofSeconds(5), () -> {}, new Times(clock, steady));

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
        pass(Duration.ofSeconds(60)); // looks fail, and end without the event

        assertThat(watch.mayJudge())
                .as("the very look that finds all heartbeats old")
                .isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        pass(Duration.ofSeconds(8));
        assertThat(watch.mayJudge()).isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        pass(Duration.ofSeconds(8));
        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void aClockThatIsSetForwardMakesAllHeartbeatsOldAndNobodyDead() {
        looksFor(Duration.ofMinutes(5));
        clock.forward(Duration.ofHours(1));

        assertThat(watch.mayJudge()).isFalse();
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        assertThat(watch.mayJudge()).isFalse();
        looksFor(Duration.ofSeconds(16));
        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void afterAClockWasPutBackItJudgesAgainAsSoon() {
        looksFor(Duration.ofMinutes(5));
        clock.forward(Duration.ofHours(-1));

        assertThat(watch.mayJudge()).isFalse();
        looksFor(Duration.ofSeconds(24));
        assertThat(watch.mayJudge()).isTrue();
    }

    @Test
    void otherEventsSayNothingOfTheDatabase() {
        for (SchedulerEventType type : SchedulerEventType.values()) {
            if (type != SchedulerEventType.RAN_DETECT_DEAD) {
                watch.onSchedulerEvent(type);
            }
        }
        pass(Duration.ofSeconds(10));

        assertThat(watch.mayJudge()).isFalse();
    }

    private void pass(Duration time) {
        clock.forward(time);
        steady.forward(time);
    }

    private void looksFor(Duration time) {
        Instant end = steady.instant().plus(time);
        while (steady.instant().isBefore(end)) {
            watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
            pass(HEARTBEAT.multipliedBy(2));
        }
    }
}
