package dev.tamis.experiment;

import java.util.OptionalInt;

/** Makes sure that the rows of an experiment are there, and stay there until the transaction ends. A port: where they are kept is others' business. */
public interface DatasetHold {

    /**
     * Keeps the dataset from being removed until the caller's transaction ends.
     *
     * @return how many test rows it has; empty if its content has been removed, even if its name has been given away again
     */
    OptionalInt testRows(DatasetChoice choice);
}
