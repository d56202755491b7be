package dev.tamis.experiment;

/** What can train trials. */
public enum TrainerType {
    MLP("multi-layer perceptrons that classify the rows of a dataset, trained by the service itself");

    private final String meaning;

    TrainerType(String meaning) {
        this.meaning = meaning;
    }

    /** What it trains, in one phrase. */
    public String meaning() {
        return meaning;
    }
}
