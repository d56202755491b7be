package dev.tamis.web;

import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.Trials;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what followers are told. */
@Component
class ChangeReader {

    private final Experiments experiments;
    private final Rounds rounds;
    private final Trials trials;
    private final ExperimentViews views;

    ChangeReader(Experiments experiments, Rounds rounds, Trials trials, ExperimentViews views) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
        this.views = views;
    }

    /** An experiment at one of its changes. Trials that are read afterwards are as new as it or newer. */
    record Snapshot(ExperimentView experiment, List<RoundView> rounds, boolean ended) {}

    Snapshot read(UUID experimentId) {
        Experiment experiment = experiments.get(experimentId);
        return new Snapshot(
                views.of(experiment),
                rounds.of(experimentId).stream().map(RoundView::of).toList(),
                experiment.state().isFinal());
    }

    /** None where the cursor is empty: who asks for what comes next needs nothing of what has been. */
    PointsView trialsChangedAfter(UUID experimentId, OptionalLong cursor) {
        return cursor.isEmpty()
                ? PointsView.of(List.of(), 0)
                : PointsView.of(
                        trials.changedAfter(experimentId, cursor.getAsLong(), Budget.TRIALS_LIMIT), cursor.getAsLong());
    }
}
