package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.training.EpochResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of experiments that older versions have stored. One subclass for each database. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class MigrationContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static UUID running;

    @Autowired
    private Experiments experiments;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private JdbcTemplate jdbc;

    /** What the database holds before this version's migrations. */
    static void fill(OldDatabase old) {
        running = old.experiment(
                aPlan().trials(6)
                        .fixed("epochs", 10L)
                        .rounds(2, RoundsPlan.Mode.AUTO)
                        .maxFailedTrials(9)
                        .build(),
                ExperimentState.RUNNING);
        old.trial(running, 0, TrialState.COMPLETED, 10);
        old.trial(running, 1, TrialState.FAILED, 2);
        old.trial(running, 2, TrialState.WAITING, 0);
        old.jdbc()
                .update(
                        "update trial set objective_value = 0.5, rank_value = 0.5 where experiment_id = ? and number = 0",
                        running);
    }

    @Test
    void whatRemainsOfAnOldExperimentIsWeighedByEpochsInItsFurtherRoundsToo() {
        Experiment experiment = experiments.get(running);
        // 12 epochs took 12 s; 10 of this round are left, and 30 of the next.
        assertThat(experiment.estimatedRemaining(START.plusSeconds(12))).contains(Duration.ofSeconds(40));

        Claim claim = claims.next(new Claims.Request(new Claim.Lane(running, 1, 0), "a token", 0, () -> true))
                .orElseThrow();
        assertThat(claim.numbers()).containsExactly(2);
        reports.report(claim, List.of(new EpochResult(2, 10, 1.0, 0.5, 1.0, 0.5)), List.of(TrialEnd.completed(2)));

        Experiment inRoundTwo = experiments.get(running);
        assertThat(inRoundTwo.counts().waiting()).isEqualTo(3);
        assertThat(inRoundTwo.estimatedRemaining(START.plusSeconds(22))).contains(Duration.ofSeconds(30));
        assertThat(jdbc.queryForList(
                        "select distinct epoch_work from trial where experiment_id = ?", Double.class, running))
                .containsExactly(1.0);
    }
}
