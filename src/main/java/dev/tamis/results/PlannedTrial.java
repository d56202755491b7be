package dev.tamis.results;

import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Trial;

/** A trial, and the plan of its experiment, which says what its values mean. */
public record PlannedTrial(Plan plan, Trial trial) {}
