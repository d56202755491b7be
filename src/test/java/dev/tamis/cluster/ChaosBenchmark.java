package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Some ten minutes of kills, sleeping workers and database restarts, with the heartbeats that the service has by itself. */
class ChaosBenchmark {

    private static final FaultScript.Dose DOSE =
            new FaultScript.Dose(3, 20, 3, Duration.ofSeconds(60), 2, Duration.ofSeconds(20));

    @RegisterExtension
    static final Cluster cluster = new Cluster(List.of("--tamis.worker.threads=1"));

    @Test
    void twoThousandTrialsSurviveTwentyKillsThreeMinutesOfSleepAndTwoDatabaseRestarts() {
        FaultScript script = FaultScript.random(Long.getLong("tamis.chaos.seed", System.nanoTime()), DOSE);

        Chaos.Figures figures = new Chaos(2_000, 30, DOSE).on(cluster, script);

        System.out.println(figures);
        assertThat(figures.repeated()).isPositive();
    }
}
