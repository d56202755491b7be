package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeSpentTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Experiment experiment = new Experiment(
            UUID.randomUUID(), Possession.of(LOCAL, PRIVATE), aPlan().trials(4).build(), null, START);

    @Test
    void aClockThatIsPutBackTakesNothingOfTheTimeSpent() {
        experiment.goesOn(START.plusSeconds(100));
        Instant putBack = START.minus(Duration.ofHours(1));

        assertThat(experiment.ranFor(putBack)).isEqualTo(Duration.ofSeconds(100));
        experiment.goesOn(putBack);
        assertThat(experiment.ranFor(putBack.plusSeconds(20))).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void nothingIsLostByCountingOften() {
        Instant now = START;
        for (int report = 0; report < 1000; report++) {
            now = now.plusNanos(1_500_000);
            experiment.goesOn(now);
        }

        assertThat(experiment.ranFor(now)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void whatIsLeftIsNeverLessThanNothing() {
        experiment.work().draw(10);
        experiment.counts().draw(4);
        experiment.work().does(4);
        experiment.goesOn(START.plusSeconds(8));

        assertThat(experiment.estimatedRemaining(START.minus(Duration.ofHours(1))))
                .as("6 of 10 are left, of which 4 took 8 s")
                .contains(Duration.ofSeconds(12));
    }

    @Test
    void whoPausesSpendsNoTime() {
        experiment.pause(START.plusSeconds(10));
        experiment.goesOn(START.plusSeconds(99));

        assertThat(experiment.ranFor(START.plusSeconds(99))).isEqualTo(Duration.ofSeconds(10));
    }
}
