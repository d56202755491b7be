package dev.tamis.web.warning;

/** What may disappoint, for programs: a closed set. The message beside it says the rest to people. */
public enum WarningCode {
    BATCH_OF_ONE("batch norm meets batches of a single row, in which every activation is normalised to 0"),
    NO_EFFECT("a hyperparameter plays no part in any of the networks"),
    LONG_PATIENCE("patience that no trial is long enough to lose: it ends none"),
    CLASS_MISSING("a class is missing from the training or validation rows, or may well be"),
    SMALL_VALIDATION("so few validation rows that an accuracy has a standard error of more than 5 points"),
    FEW_POINTS("more trials than the space has points: it ends when all are tried"),
    LINEAR_SCALE(
            "a range over several decades is searched on a linear scale, which leaves the lower ones all but unsearched"),
    TARGET_OUT_OF_REACH("a target that no value of the objective can reach: it ends nothing"),
    TARGET_AT_ONCE("a target that a network that guesses reaches: the first trial is likely to end the experiment"),
    NOT_REPRODUCIBLE("results depend on how fast trials train: a second run gives others");

    private final String meaning;

    WarningCode(String meaning) {
        this.meaning = meaning;
    }

    /** What the code says, for documentation. */
    public String meaning() {
        return meaning;
    }
}
