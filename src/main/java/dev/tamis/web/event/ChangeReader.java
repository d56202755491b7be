package dev.tamis.web.event;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Rounds;
import dev.tamis.people.Subject;
import dev.tamis.results.StoredTrials;
import dev.tamis.results.TrialPoint;
import dev.tamis.search.Metrics;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.change.Snapshot;
import dev.tamis.web.experiment.ExperimentView;
import dev.tamis.web.experiment.ExperimentViews;
import dev.tamis.web.experiment.RoundView;
import dev.tamis.web.result.PointColumns;
import dev.tamis.web.result.PointsView;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what those who follow an experiment are told. */
@Component
class ChangeReader {

    /** Some megabyte of events; a change that alone touches more trials is told whole all the same. */
    static final int TRIALS_AT_ONCE = 10_000;

    private final Rounds rounds;
    private final StoredTrials trials;
    private final ExperimentViews views;
    private final JsonMapper json;

    ChangeReader(Rounds rounds, StoredTrials trials, ExperimentViews views, JsonMapper json) {
        this.rounds = rounds;
        this.trials = trials;
        this.views = views;
        this.json = json;
    }

    byte[] json(Object view) {
        return json.writeValueAsBytes(view);
    }

    ExperimentView view(Snapshot now) {
        return views.of(now);
    }

    List<RoundView> rounds(Subject by, UUID experimentId) {
        return rounds.of(by, experimentId).stream().map(RoundView::of).toList();
    }

    PointsView trialsChangedAfter(Subject by, Experiment experiment, OptionalLong cursor) {
        Metrics metrics = experiment.plan().metrics();
        PointColumns columns = new PointColumns(cursor.orElse(0));
        if (cursor.isPresent()) {
            trials.changedAfter(by, experiment.id(), cursor.getAsLong(), TRIALS_AT_ONCE)
                    .forEach(trial -> columns.add(
                            TrialPoint.of(trial, metrics.value(trial.metrics(), Measured.VALIDATION_ACCURACY))));
        }
        return columns.view();
    }
}
