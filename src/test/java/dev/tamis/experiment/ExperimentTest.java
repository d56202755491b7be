package dev.tamis.experiment;

import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void pausesDoNotCountAsRunning() {
        Experiment experiment = new Experiment(
                UUID.randomUUID(), Possession.of(LOCAL, PRIVATE), Plans.aPlan().build(), null, START);
        experiment.pause(START.plusSeconds(10));
        experiment.resume(START.plusSeconds(100));

        assertThat(experiment.ranFor(START.plusSeconds(105))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whatRemainsIsEstimatedFromThePaceSoFar() {
        Experiment experiment = new Experiment(
                UUID.randomUUID(),
                Possession.of(LOCAL, PRIVATE),
                Plans.aPlan().trials(100).build(),
                null,
                START);
        assertThat(experiment.estimatedRemaining(START.plusSeconds(9))).isEmpty();
        experiment.counts().draw(50);
        experiment.work().draw(500);
        assertThat(experiment.estimatedRemaining(START.plusSeconds(9))).isEmpty();
        experiment.work().does(200);
        experiment.work().spare(50);

        // 250 of the first round, 500 of a second; 200 took 10 s
        assertThat(experiment.estimatedRemaining(START.plusSeconds(10))).contains(Duration.ofMillis(37_500));
        experiment.pause(START.plusSeconds(10));
        assertThat(experiment.estimatedRemaining(START.plusSeconds(10))).isEmpty();
    }

    @Test
    void amongEqualsLowerLossIsBetterThenLowerNumber() {
        Experiment experiment = new Experiment(
                UUID.randomUUID(), Possession.of(LOCAL, PRIVATE), Plans.aPlan().build(), null, START);
        completes(experiment, 5, 0.5, -1.0);
        completes(experiment, 7, 0.5, -1.0);
        assertThat(experiment.bestTrial()).contains(5);
        completes(experiment, 3, 0.5, -1.0);
        assertThat(experiment.bestTrial()).contains(3);
        completes(experiment, 8, 0.5, -0.9);
        assertThat(experiment.bestTrial()).contains(8);
        completes(experiment, 9, 0.6, -2.0);
        assertThat(experiment.bestTrial()).contains(9);
    }

    private static void completes(Experiment experiment, int trial, double value, double tie) {
        experiment.completed(new Experiment.Score(trial, value, tie, Outcome.of(value)), best -> null);
    }
}
