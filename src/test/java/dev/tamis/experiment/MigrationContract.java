package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.results.StoredTrials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of experiments that older versions have stored. One subclass for each database. */
@SpringBootTest(classes = {PersistenceTestApplication.class, MigrationContract.Standing.class})
abstract class MigrationContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** When the test reports: 10 s after it looks for the first time. */
    private static final Instant LATER = START.plusSeconds(22);

    private static UUID running;
    private static UUID byLoss;
    private static UUID byAccuracy;
    private static UUID kept;

    @Autowired
    private Experiments experiments;

    @Autowired
    private SearchSpaces spaces;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private JdbcTemplate jdbc;

    /** Without a stereotype, for other tests scan this package. */
    static class Standing {

        @Bean
        @Primary
        Clock standing() {
            return Clock.fixed(LATER, ZoneOffset.UTC);
        }
    }

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
                        "update trial set train_loss = 1, train_accuracy = 0.5, validation_loss = 1 - 0.25 * number,"
                                + " validation_accuracy = 0.5 where experiment_id = ? and number < 2",
                        running);
        old.jdbc()
                .update(
                        "update trial set objective_value = 0.5, rank_value = 0.5 where experiment_id = ? and number = 0",
                        running);

        Objective loss = new Objective("validationLoss", Objective.At.BEST);
        byLoss = old.experiment(aPlan().trials(1).objective(loss).build(), ExperimentState.COMPLETED);
        byAccuracy = old.experiment(aPlan().trials(1).build(), ExperimentState.COMPLETED);
        old.jdbc().update("update experiment set idempotency_key = 'a key' where id = ?", byLoss);
        kept = old.searchSpace(aPlan().build().model().searched());
        for (UUID each : List.of(byLoss, byAccuracy)) {
            old.trial(each, 0, TrialState.COMPLETED, 10);
            // The accuracy is best in epoch 2, the loss in epoch 3.
            old.jdbc().update("""
                            insert into measurement (experiment_id, trial_number, epoch, train_loss, train_accuracy,
                                validation_loss, validation_accuracy)
                            values (?, 0, 2, 1, 0.5, 0.8, 0.7), (?, 0, 3, 1, 0.5, 0.6, 0.5), (?, 0, 10, 1, 0.5, 0.7, 0.6)""", each, each, each);
            old.jdbc().update("""
                            update trial set best_epoch = 2, best_validation_accuracy = 0.7, objective_value = 0.6,
                                rank_value = 0.6 where experiment_id = ?""", each);
        }
        old.jdbc().update("""
                        insert into final_evaluation (experiment_id, trial_number, state, requested_at, train_accuracy,
                            test_loss, test_size, test_correct)
                        values (?, 0, 'WAITING', current_timestamp, null, null, null, null),
                            (?, 0, 'COMPLETED', current_timestamp, 0.99, 0.5, 200, 180)""", byLoss, byAccuracy);
    }

    @Test
    void theBestEpochOfAnOldTrialIsTheBestByItsObjectiveAndTheOneThatCountedIsNamed() {
        assertThat(trials.get(LOCAL, byLoss, 0).bestEpoch()).contains(3);
        assertThat(trials.get(LOCAL, byLoss, 0).objectiveEpoch()).contains(3);
        assertThat(trials.get(LOCAL, byAccuracy, 0).bestEpoch()).contains(2);
        assertThat(trials.get(LOCAL, byAccuracy, 0).objectiveEpoch()).contains(10);
    }

    @Test
    void anOldFinalEvaluationKeepsItsScoreAndOneThatWaitsIsTrainedForTheEpochThatWon() {
        FinalEvaluation done = finalEvaluations.get(LOCAL, byAccuracy);
        assertThat(done.networks()).containsExactly(new FinalEvaluation.Network(0.99, 0.5, 180));
        assertThat(done.testSize()).contains(200);
        assertThat(done.epochs()).isEqualTo(10);
        assertThat(done.seeds()).isEqualTo(1);
        assertThat(finalEvaluations.get(LOCAL, byLoss).epochs()).isEqualTo(3);
        assertThat(finalEvaluations.assignment(byLoss).orElseThrow().networks()).hasSize(1);
    }

    @Test
    void whatWasThereBeforeThereWerePeopleIsTheFirstAdminsAlone() {
        assertThat(experiments.get(LOCAL, byLoss).owner()).isEqualTo(Subject.FIRST_ADMIN);
        assertThat(experiments.get(LOCAL, byLoss).visibility()).isEqualTo(PRIVATE);
        Subject another = new Subject("anna", Role.SUBMITTER);
        assertThatThrownBy(() -> experiments.get(another, byLoss)).isInstanceOf(NotFound.class);
        SavedSearchSpace space = spaces.get(LOCAL, kept);
        assertThat(space.owner()).isEqualTo(Subject.FIRST_ADMIN);
        assertThat(space.visibility()).isEqualTo(PRIVATE);
        // The key is known to who used it, and to nobody else.
        Plan plan = aPlan().named("another").build();
        assertThatThrownBy(() -> experiments.submit(LOCAL, PRIVATE, plan, Optional.of("a key")))
                .isInstanceOf(IdempotencyConflict.class);
        assertThat(experiments
                        .submit(another, PRIVATE, plan, Optional.of("a key"))
                        .created())
                .isTrue();
    }

    /** Failed ones, too, of which the ranking knows nothing. */
    @Test
    void oldTrialsOfEveryStateAreOrderedByTheirValidationLoss() {
        var byLoss = PageRequest.of(0, 3, Sort.by("metrics.validationLoss", "id.number"));

        assertThat(trials.page(LOCAL, running, Optional.empty(), Optional.empty(), byLoss))
                .extracting(Trial::number)
                .containsExactly(1, 0, 2);
    }

    @Test
    void anOldRoundWasDrawnWhole() {
        assertThat(rounds.get(LOCAL, byLoss, 1).trialCount()).isEqualTo(1);
        assertThat(rounds.get(LOCAL, byLoss, 1).planned()).isEqualTo(1);
    }

    @Test
    void whatRemainsOfAnOldExperimentIsWeighedByEpochsInItsFurtherRoundsToo() {
        Experiment experiment = experiments.get(LOCAL, running);
        // 12 epochs took 12 s; 10 of this round are left, and 30 of the next.
        assertThat(experiment.estimatedRemaining(START.plusSeconds(12))).contains(Duration.ofSeconds(40));

        Claim claim = claims.next(
                        new Claims.Request(new Claim.Lane(running, 1, 0), "a token", Deaths.upTo(0), true, () -> true))
                .orElseThrow();
        assertThat(claim.numbers()).containsExactly(2);
        reports.report(claim, List.of(new Measurement(2, 10, 1.0, 0.5, 1.0, 0.5)), List.of(TrialEnd.completed(2)));

        Experiment inRoundTwo = experiments.get(LOCAL, running);
        assertThat(inRoundTwo.counts().waiting()).isEqualTo(3);
        assertThat(inRoundTwo.estimatedRemaining(LATER)).contains(Duration.ofSeconds(30));
        assertThat(jdbc.queryForList(
                        "select distinct epoch_work from trial where experiment_id = ?", Double.class, running))
                .containsExactly(1.0);
    }
}
