package dev.tamis.experiment;

import dev.tamis.experiment.RepeatRows.Ended;
import dev.tamis.experiment.RepeatRows.Waiting;
import dev.tamis.people.Subject;
import dev.tamis.search.Outcome;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What workers do to train an experiment's best trials again, and what comes of it. */
@Component
public class Confirmations {

    private final ExperimentRows experiments;
    private final RepeatRows repeats;
    private final Admission admission;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Confirmations(ExperimentRows experiments, RepeatRows repeats, Admission admission, JdbcTemplate jdbc, Clock clock) {
        this.experiments = experiments;
        this.repeats = repeats;
        this.admission = admission;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is worked on.
     *
     * @param run of the experiment: after a pause it is another, and whoever began before it is not needed any more
     */
    public record Run(UUID experimentId, int run) {}

    /**
     * A trial that is trained again.
     *
     * @param parameters the point that was drawn
     * @param epochs how many, as many as counted of the trial
     * @param seed of its randomness
     * @param weights that it has; null where nobody has counted them
     */
    public record Again(int trial, int repetition, Parameters parameters, int epochs, Seed seed, Long weights) {}

    /**
     * Repeats that train together; the order of the rows is the experiment's.
     *
     * @param members one at least
     */
    public record Assignment(Plan plan, List<Again> members) {}

    /**
     * How a repeat has ended.
     *
     * @param last measurement, with the seconds of all epochs; empty where there is none
     * @param failure why it came to nothing; empty where it did
     */
    public record Result(Again member, Optional<Measurement> last, Optional<String> failure) {}

    /** The next repeats; empty if there is nothing to do (any more), or not in this run. */
    @Transactional(readOnly = true)
    public Optional<Assignment> next(Run run) {
        Optional<Experiment> experiment =
                experiments.findById(run.experimentId()).filter(each -> goesOn(each, run));
        if (experiment.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = experiment.get().plan();
        List<Waiting> pack = repeats.nextPack(run.experimentId());
        return pack.isEmpty()
                ? Optional.empty()
                : Optional.of(new Assignment(
                        plan, pack.stream().map(each -> again(plan, each)).toList()));
    }

    private static Again again(Plan plan, Waiting each) {
        return new Again(
                each.trial(),
                each.repetition(),
                each.parameters(),
                each.epochs(),
                plan.repeatSeed(each.round(), each.trial(), each.repetition()),
                each.weights());
    }

    /** Whether the experiment still wants what is trained in this run; cheap, for workers between epochs. */
    @Transactional(readOnly = true)
    public boolean goesOn(Run run) {
        return jdbc.queryForObject(
                        "select count(*) from experiment where id = ? and run = ? and state = 'RUNNING' and confirmation = 'UNDER_WAY'",
                        Integer.class,
                        run.experimentId(),
                        run.run())
                > 0;
    }

    /**
     * Whether the owner has as many trials in training as they may, so that this shall come again later; the experiment then says what it
     * waits for. Repeats themselves are counted by nobody.
     */
    @Transactional
    public boolean hasToWait(Run run) {
        Experiment experiment = experiments
                .lock(run.experimentId())
                .filter(each -> goesOn(each, run))
                .orElse(null);
        if (experiment == null) {
            return false;
        }
        Optional<String> why = admission.waitsFor(experiment.owner());
        experiment.waitForShare(why);
        return why.isPresent();
    }

    /** Tells what repeats wait for, or that they need not any more. @param why with figures; empty as they begin */
    @Transactional
    public void waits(Run run, Optional<String> why) {
        experiments
                .lock(run.experimentId())
                .filter(each -> goesOn(each, run))
                .ifPresent(each -> each.waitForMemory(why));
    }

    /**
     * Keeps what repeats came to, unless that is known. What has ended with them ends the experiment.
     *
     * @return whether there are further ones to be trained in this run
     */
    @Transactional
    public boolean report(Run run, List<Result> results) {
        Experiment experiment = experiments
                .lock(run.experimentId())
                .filter(each -> goesOn(each, run))
                .orElse(null);
        if (experiment == null) {
            return false;
        }
        Instant now = clock.instant();
        experiment.goesOn(now);
        experiment.waitForMemory(Optional.empty());
        boolean changed = false;
        for (Result each : results) {
            Optional<Double> work = repeats.end(experiment.id(), ended(experiment.plan(), each));
            work.ifPresent(experiment::repeatEnded);
            changed |= work.isPresent();
        }
        if (changed) {
            experiment.nextChange();
        }
        if (experiment.repeatsEnded() < experiment.repeatsPlanned()) {
            return true;
        }
        experiment.confirmed(confirmed(experiment));
        experiment.complete(now);
        return false;
    }

    /**
     * What the repeats say.
     *
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public Optional<Confirmed> of(Subject by, UUID experimentId) {
        Experiment experiment = experiments.get(by, experimentId);
        return experiment
                .confirmation()
                .map(state -> state == ConfirmationState.CONFIRMED || state == ConfirmationState.TIED
                        ? confirmed(experiment)
                        : new Confirmed(state, List.of()));
    }

    private Confirmed confirmed(Experiment experiment) {
        return Confirmed.of(experiment.plan().objective().direction(), repeats.of(experiment.id()));
    }

    private static boolean goesOn(Experiment experiment, Run run) {
        return experiment.state() == ExperimentState.RUNNING
                && experiment.run() == run.run()
                && experiment.isConfirming();
    }

    private static Ended ended(Plan plan, Result result) {
        Again member = result.member();
        if (result.failure().isPresent()) {
            return new Ended(member.trial(), member.repetition(), Optional.empty(), result.failure());
        }
        Measurement last = result.last().orElseThrow();
        Scoring scoring = Scoring.of(plan);
        // What counts is the epoch that counted of the trial, not the best of the repeat.
        Optional<Outcome> outcome = scoring.outcome(new Scoring.Figures(
                last.values(), last.values(), new TrialCost(last.seconds(), member.weights(), last.step())));
        List<String> why = new ArrayList<>();
        if (outcome.isEmpty()) {
            why.add("its last epoch gave no number for what counts");
        } else if (!outcome.get().isFeasible()) {
            why.add("it breaks a constraint, which its trial kept to");
        }
        return new Ended(
                member.trial(),
                member.repetition(),
                why.isEmpty()
                        ? outcome.map(each ->
                                plan.objective().direction().merit(each.merits().get(0)))
                        : Optional.empty(),
                why.stream().findFirst());
    }
}
