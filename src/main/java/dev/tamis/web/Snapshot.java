package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An experiment at one of its changes, for all who listen to it. What only some of them want to know is read when the first one
 * asks, and then once; it is as new as the experiment or newer. Used by one thread.
 */
class Snapshot {

    private final Experiment experiment;
    private final ChangeReader reader;
    private final Map<OptionalLong, PointsView> changed = new HashMap<>();
    private final Map<Object, byte[]> written = new IdentityHashMap<>();
    private ExperimentView view;
    private List<RoundView> rounds;
    private FinalEvaluationView finalEvaluation;

    Snapshot(Experiment experiment, ChangeReader reader) {
        this.experiment = experiment;
        this.reader = reader;
    }

    Experiment experiment() {
        return experiment;
    }

    long changeNumber() {
        return experiment.changeNumber();
    }

    boolean ended() {
        return experiment.state().isFinal();
    }

    ExperimentView view() {
        view = view == null ? reader.view(experiment) : view;
        return view;
    }

    List<RoundView> rounds() {
        rounds = rounds == null ? reader.rounds(experiment.id()) : rounds;
        return rounds;
    }

    /** None where the cursor is empty: who asks for what comes next needs nothing of what has been. */
    PointsView trialsChangedAfter(OptionalLong cursor) {
        return changed.computeIfAbsent(cursor, after -> reader.trialsChangedAfter(experiment, after));
    }

    /** Something of this snapshot as JSON, written once for all who are told of it. */
    byte[] json(Object view) {
        return written.computeIfAbsent(view, reader::json);
    }

    /** @throws dev.tamis.experiment.NotFound if nobody has asked for one */
    FinalEvaluationView finalEvaluation() {
        finalEvaluation = finalEvaluation == null ? reader.finalEvaluation(experiment.id()) : finalEvaluation;
        return finalEvaluation;
    }
}
