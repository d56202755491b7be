package dev.tamis.experiment;

import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.results.StoredTrials;
import dev.tamis.space.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Experiments whose trials a test trains itself. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class TrainedByHand {

    @Autowired
    protected Experiments experiments;

    @Autowired
    protected Rounds rounds;

    @Autowired
    protected StoredTrials trials;

    @Autowired
    protected Claims claims;

    @Autowired
    protected Draws draws;

    @Autowired
    protected Reports reports;

    protected Experiment submit(Plans plan) {
        return experiments
                .submit(LOCAL, PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    protected Experiment now(Experiment experiment) {
        return experiments.get(LOCAL, experiment.id());
    }

    /** As a lane does it: what waits, or else what can be drawn. */
    protected Optional<Claim> claim(Experiment experiment, int number) {
        Claim.Lane lane = new Claim.Lane(experiment.id(), now(experiment).run(), number);
        Optional<Claim> claim = claim(lane);
        return claim.isEmpty() && draws.next(lane, () -> true) ? claim(lane) : claim;
    }

    private Optional<Claim> claim(Claim.Lane lane) {
        return claims.next(
                new Claims.Request(lane, UUID.randomUUID().toString(), Deaths.upTo(1_000), true, () -> true));
    }

    /** All trials of a claim complete. */
    protected void complete(Claim claim, ToDoubleFunction<Parameters> accuracy) {
        List<Measurement> results = new ArrayList<>();
        claim.members()
                .forEach(each -> results.add(
                        new Measurement(each.number(), 2, 1, 0.5, 1, accuracy.applyAsDouble(each.parameters()))));
        reports.report(
                claim,
                results,
                claim.numbers().stream().map(TrialEnd::completed).toList());
    }

    /** Several lanes, in an order by chance; claims are given back now and then, or their worker dies. */
    protected void train(Experiment experiment, ToDoubleFunction<Parameters> accuracy, int lanes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Optional<Claim>> working = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            working.add(Optional.empty());
        }
        for (int i = 0; now(experiment).state() == ExperimentState.RUNNING; i++) {
            assertThat(i).as("steps until nothing goes on").isLessThan(2_000);
            int lane = random.nextInt(lanes);
            Optional<Claim> claim = working.get(lane);
            if (claim.isEmpty()) {
                working.set(lane, claim(experiment, lane));
                continue;
            }
            if (lanes > 1 && random.nextInt(5) == 0) {
                claims.giveBack(claim.get());
            } else {
                complete(claim.get(), accuracy);
            }
            working.set(lane, Optional.empty());
        }
    }

    protected List<Trial> trials(Experiment experiment) {
        return trials.page(
                        LOCAL,
                        experiment.id(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.of(0, 200, Sort.by("id.number")))
                .getContent();
    }

    protected List<Parameters> points(Experiment experiment) {
        return trials(experiment).stream().map(Trial::parameters).toList();
    }
}
