package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.StoredTrials;
import dev.tamis.experiment.TrialPoint;
import dev.tamis.search.Metrics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what listeners are told. */
@Component
class ChangeReader {

    /** Some megabyte of events; a change that alone touches more trials is told whole all the same. */
    static final int TRIALS_AT_ONCE = 10_000;

    private final Experiments experiments;
    private final Rounds rounds;
    private final StoredTrials trials;
    private final FinalEvaluations evaluations;
    private final ExperimentViews views;
    private final JsonMapper json;

    ChangeReader(
            Experiments experiments,
            Rounds rounds,
            StoredTrials trials,
            FinalEvaluations evaluations,
            ExperimentViews views,
            JsonMapper json) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
        this.evaluations = evaluations;
        this.views = views;
        this.json = json;
    }

    /** Of those experiments that there are, a number that is another after each change. */
    Map<UUID, Long> versions(Collection<UUID> experimentIds) {
        return experiments.versions(experimentIds);
    }

    /** @throws dev.tamis.experiment.NotFound if there is no such experiment */
    Snapshot read(UUID experimentId) {
        return new Snapshot(experiments.get(experimentId), this);
    }

    /** An experiment that has not changed since it was read. */
    Snapshot still(Experiment experiment) {
        return new Snapshot(experiment, this);
    }

    byte[] json(Object view) {
        return json.writeValueAsBytes(view);
    }

    ExperimentView view(Experiment experiment) {
        return views.of(experiment);
    }

    List<RoundView> rounds(UUID experimentId) {
        return rounds.of(experimentId).stream().map(RoundView::of).toList();
    }

    PointsView trialsChangedAfter(Experiment experiment, OptionalLong cursor) {
        Metrics metrics = experiment.plan().metrics();
        return cursor.isEmpty()
                ? PointsView.of(List.of(), 0)
                : PointsView.of(
                        trials.changedAfter(experiment.id(), cursor.getAsLong(), TRIALS_AT_ONCE).stream()
                                .map(trial -> TrialPoint.of(
                                        trial, metrics.value(trial.metrics(), Measured.VALIDATION_ACCURACY)))
                                .toList(),
                        cursor.getAsLong());
    }

    FinalEvaluationView finalEvaluation(UUID experimentId) {
        return FinalEvaluationView.of(evaluations.get(experimentId));
    }
}
