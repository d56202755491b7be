package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.HandClock;
import dev.tamis.results.StoredTrials;
import dev.tamis.search.sampler.LearningSampler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What every database must do where an experiment has found or spent enough. */
@SpringBootTest(classes = {PersistenceTestApplication.class, GoalsContract.ByHand.class})
abstract class GoalsContract {

    @Autowired
    private Experiments experiments;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private Draws draws;

    @Autowired
    private HandClock clock;

    /** Without a stereotype, for other tests scan this package. */
    static class ByHand {

        @Bean
        @Primary
        HandClock byHand() {
            return new HandClock();
        }
    }

    @Test
    void onceTheTargetIsReachedNoTrialStartsAndThoseInTrainingEndAsTheyWould() {
        Experiment experiment = submit(aPlan().trials(8).packsOf(2).target(0.6));
        Claim first = claim(experiment, 0).orElseThrow();
        Claim second = claim(experiment, 1).orElseThrow();

        complete(second, 0.5, 0.6);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(now(experiment).reason()).contains("the target 0.6 is reached: trial 3 has 0.6");
        assertThat(states(experiment))
                .containsExactly(
                        "RUNNING",
                        "RUNNING",
                        "COMPLETED",
                        "COMPLETED",
                        "CANCELLED",
                        "CANCELLED",
                        "CANCELLED",
                        "CANCELLED");
        assertThat(trials.get(LOCAL, experiment.id(), 5).reason())
                .contains("the target 0.6 is reached: trial 3 has 0.6");
        assertThat(claim(experiment, 1)).isEmpty();

        // Its worker goes away: it ends as it would, on another one.
        claims.giveBack(first);
        Claim again = claim(experiment, 1).orElseThrow();
        assertThat(again.numbers()).containsExactly(0, 1);
        complete(again, 0.9, 0.1);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).contains("the target 0.6 is reached: trial 3 has 0.6");
        assertThat(now(experiment).bestTrial()).contains(0);
        assertThat(rounds.get(LOCAL, experiment.id(), 1).finishedAt()).isPresent();
    }

    @Test
    void aLossReachesItsTargetFromAbove() {
        Experiment experiment = submit(aPlan().trials(3)
                .objective(new Objective("validationLoss", Objective.At.LAST))
                .target(0.25));

        complete(claim(experiment, 0).orElseThrow(), 0.5);
        assertThat(now(experiment).reason()).isEmpty();
        // The helper's losses are 1 less the accuracy.
        complete(claim(experiment, 0).orElseThrow(), 0.75);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).contains("the target 0.25 is reached: trial 1 has 0.25");
    }

    @Test
    void theTimeSpentRunningEndsItAtTheNextClaimAndPausesAreNoTimeSpent() {
        Experiment experiment = submit(aPlan().trials(4).maxDuration("PT1H"));
        Claim first = claim(experiment, 0).orElseThrow();
        experiments.pause(LOCAL, experiment.id());
        clock.forward(Duration.ofHours(3));
        experiments.resume(LOCAL, experiment.id());
        complete(claim(experiment, 0).orElseThrow(), 0.5);
        clock.forward(Duration.ofMinutes(59));
        Claim second = claim(experiment, 0).orElseThrow();
        clock.forward(Duration.ofMinutes(1));

        assertThat(claim(experiment, 1)).isEmpty();

        assertThat(states(experiment)).containsExactly("COMPLETED", "RUNNING", "CANCELLED", "CANCELLED");
        complete(second, 0.4);
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).contains("it has run for maxDuration, PT1H");
        assertThat(reports.stillHeld(first)).isEmpty();
    }

    @Test
    void anExperimentWhoseTimeIsOverBeforeAnyTrialHasCompletedHasFailed() {
        Experiment experiment = submit(aPlan().trials(4).maxDuration("PT1H"));
        clock.forward(Duration.ofHours(1));

        assertThat(claim(experiment, 0)).isEmpty();

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(now(experiment).reason()).contains("it has run for maxDuration, PT1H, and no trial has completed");
        assertThat(states(experiment)).containsOnly("CANCELLED");
    }

    @Test
    void trialsThatFindNothingBetterByAsMuchAsCountsAreStagnation() {
        Experiment experiment = submit(aPlan().trials(12).stagnation(3, 0.05).maxFailedTrials(9));

        complete(claim(experiment, 0).orElseThrow(), 0.5);
        complete(claim(experiment, 0).orElseThrow(), 0.54);
        complete(claim(experiment, 0).orElseThrow(), 0.56); // more than 0.05 above 0.5
        complete(claim(experiment, 0).orElseThrow(), 0.57);
        Claim fails = claim(experiment, 0).orElseThrow();
        reports.report(fails, List.of(), List.of(TrialEnd.failed(fails.numbers().get(0), "so it is")));
        assertThat(now(experiment).reason()).isEmpty();
        complete(claim(experiment, 0).orElseThrow(), 0.6);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason())
                .contains("the last 3 trials found nothing better by more than 0.05, and budget.stagnation allows 3");
        assertThat(states(experiment).subList(0, 6)).doesNotContain("CANCELLED");
        assertThat(states(experiment).subList(6, 12)).containsOnly("CANCELLED");
    }

    @Test
    void noTrialIsDrawnAndNoRoundBeginsAfterAGoal() {
        Experiment experiment = submit(aPlan().trials(20)
                .packsOf(2)
                .sampler(new LearningSampler())
                .rounds(2, RoundsPlan.Mode.AUTO)
                .target(0.5));

        complete(claim(experiment, 0).orElseThrow(), 0.5, 0.4);

        assertThat(draws.next(lane(experiment, 0), () -> true)).isFalse();
        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(states(experiment)).containsExactly("COMPLETED", "COMPLETED");
        assertThat(rounds.of(LOCAL, experiment.id())).hasSize(1);
    }

    @Test
    void whatWasTriedWholeCompletesWithoutAReasonHoweverLongItTook() {
        Experiment experiment = submit(aPlan().trials(1).maxDuration("PT1H").stagnation(1, 0));
        Claim only = claim(experiment, 0).orElseThrow();
        clock.forward(Duration.ofHours(2));

        complete(only, 0.5);

        assertThat(now(experiment).state()).isEqualTo(ExperimentState.COMPLETED);
        assertThat(now(experiment).reason()).isEmpty();
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    private Experiment now(Experiment experiment) {
        return experiments.get(LOCAL, experiment.id());
    }

    private Optional<Claim> claim(Experiment experiment, int lane) {
        return claims.next(new Claims.Request(
                lane(experiment, lane), UUID.randomUUID().toString(), Deaths.upTo(9), true, () -> true));
    }

    private Claim.Lane lane(Experiment experiment, int number) {
        return new Claim.Lane(experiment.id(), now(experiment).run(), number);
    }

    private void complete(Claim claim, double... accuracies) {
        List<Integer> numbers = claim.numbers();
        reports.report(
                claim,
                IntStream.range(0, numbers.size())
                        .mapToObj(i -> new Measurement(numbers.get(i), 2, 1, 0.5, 1 - accuracies[i], accuracies[i]))
                        .toList(),
                numbers.stream().map(TrialEnd::completed).toList());
    }

    private List<String> states(Experiment experiment) {
        return IntStream.range(0, now(experiment).counts().drawn())
                .mapToObj(number ->
                        trials.get(LOCAL, experiment.id(), number).state().name())
                .toList();
    }
}
