package dev.tamis.experiment;

import dev.tamis.search.Barrier;
import dev.tamis.search.Merit;
import dev.tamis.search.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where all trials of a round wait for one another, and the best of them train on. Who waits, and who may go on, is kept in their rows,
 * each step in one transaction: whatever dies between two of them finds all as it was. Those that go on train from the beginning, with
 * the same results, so that nothing of a network has to be kept.
 */
@Component
class BarrierTurn {

    private final RoundRows rounds;
    private final Trials trials;
    private final WorkQueue queue;

    BarrierTurn(RoundRows rounds, Trials trials, WorkQueue queue) {
        this.rounds = rounds;
        this.trials = trials;
        this.queue = queue;
    }

    /** A trial that waits there, and what it has come to. */
    record Held(int number, Merit merit) {}

    /** Lets the best go on once all of the latest round that will are there; part of the caller's transaction, under the lock. */
    void check(Experiment experiment, Instant now) {
        experiment
                .plan()
                .pruner()
                .barrier()
                .filter(barrier -> experiment.state() == ExperimentState.RUNNING)
                .ifPresent(barrier -> check(experiment, barrier, now));
    }

    private void check(Experiment experiment, Barrier barrier, Instant now) {
        List<Round> all = rounds.ofExperiment(experiment.id());
        Round latest = all.get(all.size() - 1);
        if (!latest.isDrawn() || trials.anyBefore(experiment, barrier)) {
            return;
        }
        List<Held> held = new ArrayList<>(trials.held(experiment, barrier));
        if (held.isEmpty()) {
            return;
        }
        held.sort(Comparator.comparing(Held::merit).reversed().thenComparing(Held::number));
        List<Held> best = held.subList(0, Math.min(barrier.keep(), held.size()));
        List<Held> others = held.subList(best.size(), held.size());
        Merit needed = best.get(best.size() - 1).merit();
        String standard = Stop.Hopeless.best(best.size(), held.size());
        Scoring scoring = Scoring.of(experiment.plan());
        trials.endHeld(
                experiment,
                others.stream()
                        .map(each -> new TrialEnd(
                                each.number(),
                                new End.Pruned(Judge.why(
                                        new Stop.Hopeless(each.merit(), needed, standard), barrier.steps(), scoring))))
                        .toList(),
                now);
        trials.passBarrier(experiment, best.stream().map(Held::number).toList());
        queue.reopen(experiment.id(), experiment.run(), experiment.claimant());
    }
}
