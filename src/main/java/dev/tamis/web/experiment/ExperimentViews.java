package dev.tamis.web.experiment;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Size;
import dev.tamis.people.Subject;
import dev.tamis.results.StoredTrials;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.change.Snapshot;
import dev.tamis.web.warning.Warning;
import dev.tamis.web.warning.Warnings;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes views of experiments as of now. */
@Component
public class ExperimentViews {

    private final StoredTrials trials;
    private final Datasets datasets;
    private final Clock clock;

    ExperimentViews(StoredTrials trials, Datasets datasets, Clock clock) {
        this.trials = trials;
        this.datasets = datasets;
        this.clock = clock;
    }

    /** An experiment that is stored. @param by who is shown it, who hears of earlier ones if it is theirs */
    public ExperimentView of(Subject by, Experiment experiment) {
        return view(by, experiment, null);
    }

    /** An experiment at one of its changes, made once for all who are told the same of it. */
    public ExperimentView of(Snapshot now) {
        return now.once(ExperimentView.class, () -> {
            ExperimentView view = of(now.by(), now.experiment());
            return now.isForOthers() ? view.toOthers() : view;
        });
    }

    ExperimentView of(Subject by, Experiments.Preview preview) {
        Size size = preview.size();
        return view(
                by,
                preview.experiment(),
                new ExperimentView.Size(
                        size.trials(),
                        size.trialsOfFirstRound(),
                        size.stepsOfFirstRound(),
                        size.epochsOfConfirmation()));
    }

    private ExperimentView view(Subject by, Experiment experiment, ExperimentView.Size size) {
        Plan plan = experiment.plan();
        List<Warning> warnings = Warnings.of(
                plan,
                datasets.find(
                                new DatasetName(
                                        plan.dataset().owner(), plan.dataset().name()),
                                plan.dataset().sha256())
                        .map(Dataset::info));
        ExperimentView view = ExperimentView.of(
                experiment,
                ProgressView.of(experiment, bestValidationAccuracy(by, experiment), clock.instant()),
                warnings,
                size);
        return by.owns(experiment) ? view : view.toOthers();
    }

    /** The experiment's row has it where accuracy is the objective, so that lists of experiments need not read trials. */
    private Double bestValidationAccuracy(Subject by, Experiment experiment) {
        if (experiment.plan().objective().name().equals(Measured.VALIDATION_ACCURACY)) {
            return experiment.bestValue().orElse(null);
        }
        return experiment
                .bestTrial()
                .map(number -> trials.get(by, experiment.id(), number))
                .map(trial -> new Measured(experiment.plan().metrics(), trial.metrics()))
                .map(measured -> measured.of(Measured.VALIDATION_ACCURACY))
                .orElse(null);
    }
}
