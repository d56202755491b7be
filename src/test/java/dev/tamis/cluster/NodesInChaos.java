package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The short form of {@code ChaosBenchmark}: a quarter of a minute of disturbance, with heartbeats ten times as fast. */
abstract class NodesInChaos {

    private static final FaultScript.Dose DOSE =
            new FaultScript.Dose(3, 3, 1, Cluster.QUICK_LIMIT.multipliedBy(2), 1, Duration.ofSeconds(3));

    @RegisterExtension
    static final Cluster cluster = new Cluster(Cluster.QUICK);

    @Test
    void killedSleepingAndCutOffWorkersLoseNothingRepeatNothingAndComeToTheSameNumbers() {
        FaultScript script = FaultScript.random(Long.getLong("tamis.chaos.seed", System.nanoTime()), DOSE);

        Chaos.Figures figures = new Chaos(60, 20, DOSE).on(cluster, script);

        System.out.println(figures);
        assertThat(figures.repeated()).isPositive();
    }
}
