package dev.tamis.experiment;

import dev.tamis.mlp.MlpMetric;
import dev.tamis.search.Metrics;

/** What can train trials. */
public enum TrainerType {
    MLP("multi-layer perceptrons that classify the rows of a dataset, trained by the service itself", MlpMetric.ALL);

    private final String meaning;
    private final Metrics metrics;

    TrainerType(String meaning, Metrics metrics) {
        this.meaning = meaning;
        this.metrics = metrics;
    }

    /** What it trains, in one phrase. */
    public String meaning() {
        return meaning;
    }

    /** What it measures of a trial. */
    public Metrics metrics() {
        return metrics;
    }
}
