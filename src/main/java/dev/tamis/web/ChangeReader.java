package dev.tamis.web;

import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.Trials;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads what listeners are told. */
@Component
class ChangeReader {

    private final Experiments experiments;
    private final Rounds rounds;
    private final Trials trials;
    private final FinalEvaluations evaluations;
    private final ExperimentViews views;

    ChangeReader(
            Experiments experiments,
            Rounds rounds,
            Trials trials,
            FinalEvaluations evaluations,
            ExperimentViews views) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
        this.evaluations = evaluations;
        this.views = views;
    }

    /** @throws dev.tamis.experiment.NotFound if there is no such experiment */
    Snapshot read(UUID experimentId) {
        return new Snapshot(experiments.get(experimentId), this);
    }

    ExperimentView view(Experiment experiment) {
        return views.of(experiment);
    }

    List<RoundView> rounds(UUID experimentId) {
        return rounds.of(experimentId).stream().map(RoundView::of).toList();
    }

    PointsView trialsChangedAfter(UUID experimentId, OptionalLong cursor) {
        return cursor.isEmpty()
                ? PointsView.of(List.of(), 0)
                : PointsView.of(
                        trials.changedAfter(experimentId, cursor.getAsLong(), Budget.TRIALS_LIMIT), cursor.getAsLong());
    }

    FinalEvaluationView finalEvaluation(UUID experimentId) {
        return FinalEvaluationView.of(evaluations.get(experimentId));
    }
}
