package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.results.StoredTrials;
import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Outcome;
import dev.tamis.search.sampler.LearningSampler;
import dev.tamis.space.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** What every database must do where trials are drawn by the results of others. One subclass for each database. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class DrawingContract {

    private static final Deaths NO_LIMIT = Deaths.upTo(1_000);

    @Autowired
    private Experiments experiments;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Claims claims;

    @Autowired
    private Draws draws;

    @Autowired
    private Reports reports;

    @Test
    void oneSubmissionGivesTheSameTrialsHoweverManyWorkersTrainAndDieAndHoweverWidePacksAre() {
        Experiment alone =
                submit(aPlan().trials(24).sampler(new LearningSampler(4)).maxFailedTrials(24));
        new Workers(alone, 1, new SplittableRandom(0), false).trainAll();
        Map<Integer, Parameters> points = points(alone);
        assertThat(points).hasSize(24).isEqualTo(replayed(alone, 4));

        for (int seed = 1; seed <= 4; seed++) {
            Experiment together = submit(aPlan().trials(24)
                    .packsOf(List.of(1, 3, 4, 9).get(seed - 1))
                    .sampler(new LearningSampler(4))
                    .maxFailedTrials(24));
            new Workers(together, 3, new SplittableRandom(seed), true).trainAll();

            assertThat(points(together)).as("order %d", seed).isEqualTo(points);
        }
    }

    @Test
    void eachRoundLearnsAnewAndEndsWhenAllThatItShallHaveHasEnded() {
        Experiment experiment = submit(aPlan().trials(17)
                .packsOf(3)
                .sampler(new LearningSampler())
                .rounds(2, RoundsPlan.Mode.AUTO)
                .maxFailedTrials(17));
        new Workers(experiment, 3, new SplittableRandom(1), true).trainAll();

        assertThat(rounds.of(LOCAL, experiment.id()))
                .extracting(Round::trialCount)
                .containsExactly(9, 8);
        assertThat(rounds.of(LOCAL, experiment.id()))
                .allSatisfy(round -> assertThat(round.finishedAt()).isPresent());
        assertThat(rounds.of(LOCAL, experiment.id()))
                .as("what is drawn where results were good is no evidence for narrower ranges")
                .extracting(Round::space)
                .containsOnly(experiment.plan().model().searched());
        assertThat(points(experiment)).hasSize(17).isEqualTo(replayed(experiment, 3));
    }

    @Test
    void whileSomeAreToBeDrawnAnExperimentShowsThoseThatAreAndGoesOn() {
        Experiment experiment = submit(
                aPlan().trials(10).packsOf(4).sampler(new LearningSampler()).maxFailedTrials(10));
        assertThat(experiment.counts().waiting()).isEqualTo(4);
        end(claim(experiment, 0).orElseThrow());

        Experiment between = experiments.get(LOCAL, experiment.id());
        assertThat(between.state()).isEqualTo(ExperimentState.RUNNING);
        assertThat(between.counts().ended()).isEqualTo(4);
        // 4 trials took as long as until now: 6 are left, whether they have been drawn or not.
        Instant now = between.createdAt().plusSeconds(40);
        assertThat(between.estimatedRemaining(now).orElseThrow().toSeconds()).isEqualTo(60);
        assertShown(experiment, 4, 10);

        assertThat(draws.next(lane(experiment, 0), () -> true)).isTrue();
        assertThat(draws.next(lane(experiment, 0), () -> true))
                .as("nothing has ended since")
                .isFalse();

        Experiment further = experiments.get(LOCAL, experiment.id());
        assertThat(further.estimatedRemaining(now).orElseThrow().toSeconds()).isEqualTo(60);
        assertThat(further.changeNumber()).isGreaterThan(between.changeNumber());
        assertThat(further.counts().waiting()).isEqualTo(4);
        assertShown(experiment, 8, 10);
        assertThat(trials.changedAfter(LOCAL, experiment.id(), between.changeNumber(), 100))
                .extracting(Trial::number)
                .containsExactly(4, 5, 6, 7);
    }

    private void assertShown(Experiment experiment, int drawn, int planned) {
        List<Integer> numbers = IntStream.range(0, drawn).boxed().toList();
        assertThat(rounds.get(LOCAL, experiment.id(), 1).trialCount()).isEqualTo(drawn);
        assertThat(rounds.get(LOCAL, experiment.id(), 1).planned()).isEqualTo(planned);
        assertThat(rounds.get(LOCAL, experiment.id(), 1).finishedAt()).isEmpty();
        List<Integer> points = new ArrayList<>();
        trials.points(LOCAL, experiment.id(), 0, "validationAccuracy", point -> points.add(point.number()));
        assertThat(points).isEqualTo(numbers);
        for (Optional<Integer> round : List.of(Optional.<Integer>empty(), Optional.of(1))) {
            for (Sort sort : List.of(Sort.by("id.number"), Sort.by("epochsDone", "id.number"))) {
                Page<Trial> page =
                        trials.page(LOCAL, experiment.id(), Optional.empty(), round, PageRequest.of(0, 100, sort));
                assertThat(page.getTotalElements()).isEqualTo(drawn);
                assertThat(page.getContent()).extracting(Trial::number).containsExactlyInAnyOrderElementsOf(numbers);
            }
        }
    }

    @Test
    void whoeverDiesBetweenAnEndAndTheDrawIsMadeUpForByTheNextWhoAsks() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(2).sampler(new LearningSampler()));
        end(claim(experiment, 0).orElseThrow());
        claims.workerDied(lane(experiment, 0), NO_LIMIT, () -> {});

        assertThat(claim(experiment, 0).orElseThrow().numbers()).containsExactly(2, 3);
    }

    @Test
    void whatAnotherHasDrawnMeanwhileIsNotDrawnTwice() throws Exception {
        Experiment experiment = submit(
                aPlan().trials(24).packsOf(4).sampler(new LearningSampler()).maxFailedTrials(24));
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            for (int drawn = 8; drawn <= 24; drawn += 4) {
                end(claim(experiment, 0).orElseThrow());
                CyclicBarrier together = new CyclicBarrier(3);
                nodes.invokeAll(IntStream.range(0, 3)
                                .<Callable<Boolean>>mapToObj(number -> () -> {
                                    together.await();
                                    return draws.next(lane(experiment, number), () -> true);
                                })
                                .toList())
                        .forEach(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(30)));
                assertThat(points(experiment)).hasSize(drawn);
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(points(experiment)).isEqualTo(replayed(experiment, 4));
        assertThat(experiments.get(LOCAL, experiment.id()).counts().waiting()).isEqualTo(4);
    }

    @Test
    void whoHasLostItsLaneOrBelongsToARunOfBeforeDrawsNothing() {
        Experiment experiment = submit(aPlan().trials(6).packsOf(2).sampler(new LearningSampler()));
        end(claim(experiment, 0).orElseThrow());

        assertThat(draws.next(lane(experiment, 0), () -> false)).isFalse();
        experiments.pause(LOCAL, experiment.id());
        assertThat(draws.next(lane(experiment, 0), () -> true)).isFalse();
        assertThat(points(experiment)).hasSize(2);

        experiments.resume(LOCAL, experiment.id());
        assertThat(draws.next(ofRun(experiment, 1), () -> true)).isFalse();
        assertThat(draws.next(ofRun(experiment, 2), () -> true)).isTrue();
        assertThat(points(experiment)).hasSize(4);

        experiments.cancel(LOCAL, experiment.id());
        assertThat(draws.next(ofRun(experiment, 2), () -> true)).isFalse();
        assertThat(experiments.get(LOCAL, experiment.id()).counts().cancelled()).isEqualTo(2);
        assertThat(points(experiment)).hasSize(4);
    }

    @Test
    void anExperimentWhoseNextTrialCannotBeDrawnFailsWithTheReason() {
        Experiment experiment = submit(aPlan().trials(9).packsOf(2).sampler(new LearningSampler(3, 5)));
        end(claim(experiment, 0).orElseThrow());
        Claim inTraining = claim(experiment, 1).orElseThrow();
        end(inTraining);

        assertThat(claim(experiment, 0)).isEmpty();

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.reason()).contains("trial 3 cannot be drawn: it draws no trial from 5 on");
    }

    @Test
    void anExperimentWhoseSamplerRunsOutOfMemoryFailsWithTheReason() {
        Experiment experiment =
                submit(aPlan().trials(9).packsOf(2).sampler(new LearningSampler(2, LearningSampler.OUT_OF_MEMORY)));
        end(claim(experiment, 0).orElseThrow());

        assertThat(claim(experiment, 0)).isEmpty();

        Experiment failed = experiments.get(LOCAL, experiment.id());
        assertThat(failed.state()).isEqualTo(ExperimentState.FAILED);
        assertThat(failed.reason().orElseThrow())
                .startsWith(
                        "trial 2 cannot be drawn: its sampler ran out of memory (of this test) with a Java heap of ");
    }

    @Test
    void tooManyFailuresEndAnExperimentWhoseTrialsAreNotAllDrawn() {
        Experiment experiment = submit(
                aPlan().trials(9).packsOf(4).sampler(new LearningSampler()).maxFailedTrials(0));

        end(claim(experiment, 0).orElseThrow());

        assertThat(experiments.get(LOCAL, experiment.id()).state()).isEqualTo(ExperimentState.FAILED);
        assertThat(points(experiment)).hasSize(4);
    }

    @Test
    void aDryRunTellsTheSizeOfTheWholeFirstRound() {
        Size all = experiments
                .preview(LOCAL, PRIVATE, aPlan().trials(20).packsOf(4).build())
                .size();
        Experiments.Preview learning = experiments.preview(
                LOCAL,
                PRIVATE,
                aPlan().trials(20).packsOf(4).sampler(new LearningSampler()).build());

        assertThat(learning.size()).isEqualTo(all);
        assertThat(learning.experiment().counts().waiting()).isEqualTo(4);
    }

    /** Workers with a lane each, one of which does something at a time. */
    private class Workers {

        private final Experiment experiment;
        private final List<Optional<Claim>> working;
        private final SplittableRandom random;
        private final boolean trouble;

        Workers(Experiment experiment, int count, SplittableRandom random, boolean trouble) {
            this.experiment = experiment;
            this.working = new ArrayList<>(IntStream.range(0, count)
                    .mapToObj(lane -> Optional.<Claim>empty())
                    .toList());
            this.random = random;
            this.trouble = trouble;
        }

        void trainAll() {
            for (int i = 0; experiments.get(LOCAL, experiment.id()).state() == ExperimentState.RUNNING; i++) {
                assertThat(i).as("steps until nothing goes on").isLessThan(1_000);
                int worker = random.nextInt(working.size());
                if (working.get(worker).isEmpty()) {
                    working.set(worker, claim(experiment, worker));
                } else if (trouble && random.nextInt(4) == 0) {
                    trouble(worker);
                } else {
                    working.set(worker, trainOn(working.get(worker).get()));
                }
            }
        }

        /** One trial of the pack ends, or all of them do. */
        private Optional<Claim> trainOn(Claim claim) {
            Set<Integer> left = reports.stillHeld(claim);
            if (!left.isEmpty()) {
                List<Integer> inOrder =
                        claim.numbers().stream().filter(left::contains).toList();
                int ends = random.nextInt(inOrder.size());
                left = end(claim, random.nextBoolean() ? inOrder : List.of(inOrder.get(ends)));
            }
            return left.isEmpty() ? Optional.empty() : Optional.of(claim);
        }

        private void trouble(int worker) {
            switch (random.nextInt(3)) {
                case 0 -> claims.giveBack(working.get(worker).get());
                case 1 -> claims.workerDied(lane(experiment, worker), NO_LIMIT, () -> {});
                default -> {
                    experiments.pause(LOCAL, experiment.id());
                    experiments.resume(LOCAL, experiment.id());
                }
            }
            working.set(worker, Optional.empty());
        }
    }

    /** By its definition: each trial of what had ended up to the lag before it, and nothing later. */
    private Map<Integer, Parameters> replayed(Experiment experiment, int lag) {
        Plan plan = experiment.plan();
        Map<Integer, Parameters> points = new LinkedHashMap<>();
        for (Round round : rounds.of(LOCAL, experiment.id())) {
            List<Trial> all = all(experiment).stream()
                    .filter(trial -> trial.round() == round.number())
                    .toList();
            for (Trial trial : all) {
                List<History.Ended> ended = all.stream()
                        .filter(each -> each.number() <= trial.number() - lag)
                        .map(each -> new History.Ended(
                                each.number(),
                                each.parameters(),
                                each.state() == TrialState.FAILED
                                        ? Optional.empty()
                                        : Optional.of(
                                                Outcome.of(each.objectiveValue().orElseThrow()))))
                        .toList();
                List<History.UnderWay> underWay = all.stream()
                        .filter(each -> each.number() > trial.number() - lag && each.number() < trial.number())
                        .map(each -> new History.UnderWay(each.number(), each.parameters()))
                        .toList();
                points.put(
                        trial.number(),
                        plan.sampler()
                                .sampler()
                                .draw(new Ask(
                                        round.space(),
                                        plan.roundSeed(round.number()),
                                        trial.number(),
                                        1,
                                        new History(ended, underWay)))
                                .get(0));
            }
        }
        return points;
    }

    private Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    /** As a lane does it: what waits, or else what can be drawn. */
    private Optional<Claim> claim(Experiment experiment, int lane) {
        Claim.Lane itself = lane(experiment, lane);
        Optional<Claim> claim = claimWaiting(itself);
        return claim.isEmpty() && draws.next(itself, () -> true) ? claimWaiting(itself) : claim;
    }

    private Optional<Claim> claimWaiting(Claim.Lane lane) {
        return claims.next(new Claims.Request(lane, UUID.randomUUID().toString(), NO_LIMIT, true, () -> true));
    }

    private static Claim.Lane ofRun(Experiment experiment, int run) {
        return new Claim.Lane(experiment.id(), run, 0);
    }

    private Claim.Lane lane(Experiment experiment, int number) {
        return new Claim.Lane(
                experiment.id(), experiments.get(LOCAL, experiment.id()).run(), number);
    }

    private void end(Claim claim) {
        end(claim, claim.numbers());
    }

    /** Every fourth trial fails; the accuracy of the others grows with the learning rate. */
    private Set<Integer> end(Claim claim, List<Integer> numbers) {
        Map<Integer, Double> rates = new HashMap<>();
        claim.members()
                .forEach(member -> rates.put(
                        member.number(), (Double) member.parameters().values().get("learningRate")));
        List<Measurement> results = numbers.stream()
                .map(number -> new Measurement(number, 2, 1, 0.5, 1, 10 * rates.get(number)))
                .toList();
        List<TrialEnd> ends = numbers.stream()
                .map(number -> number % 4 == 3 ? TrialEnd.failed(number, "so it is") : TrialEnd.completed(number))
                .toList();
        return new HashSet<>(reports.report(claim, results, ends));
    }

    private Map<Integer, Parameters> points(Experiment experiment) {
        Map<Integer, Parameters> points = new LinkedHashMap<>();
        all(experiment).forEach(trial -> points.put(trial.number(), trial.parameters()));
        return points;
    }

    private List<Trial> all(Experiment experiment) {
        return trials.page(
                        LOCAL,
                        experiment.id(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.of(0, 100, Sort.by("id.number")))
                .getContent();
    }
}
