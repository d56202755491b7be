package dev.tamis.scheduling;

import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.training.GraphShape;
import org.springframework.stereotype.Component;

/** How many trials of a shape train together. */
@Component
class PackWidths {

    int of(GraphShape shape, ExperimentPlan plan) {
        return 8;
    }
}
