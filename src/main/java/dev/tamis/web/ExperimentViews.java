package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.Trials;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes views of experiments as of now. */
@Component
class ExperimentViews {

    private final Trials trials;
    private final Clock clock;

    ExperimentViews(Trials trials, Clock clock) {
        this.trials = trials;
        this.clock = clock;
    }

    ExperimentView of(Experiment experiment) {
        return ExperimentView.of(
                experiment, ProgressView.of(experiment, bestValidationAccuracy(experiment), clock.instant()));
    }

    /** The experiment's row has it where accuracy is the objective, so that lists of experiments need not read trials. */
    private Double bestValidationAccuracy(Experiment experiment) {
        if (experiment.plan().terms().objective().metric() == Objective.Metric.VALIDATION_ACCURACY) {
            return experiment.bestValue().orElse(null);
        }
        return experiment
                .bestTrial()
                .map(number -> trials.get(experiment.id(), number))
                .flatMap(Trial::validationAccuracy)
                .orElse(null);
    }
}
