package dev.tamis.dataset.store;

import dev.tamis.space.Refusal;

/** All uploaded datasets together are as many, or take as much, as they may. */
public final class DatasetsFull extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        DATASETS_FULL
    }

    private DatasetsFull(String rule) {
        super(
                Why.DATASETS_FULL,
                rule + ". Delete datasets that are no longer needed; their rows are cleared away within seconds.");
    }

    static DatasetsFull byCount(int most) {
        return new DatasetsFull(
                "There are " + most + " uploaded datasets, as many as may be (tamis.datasets.max-count)");
    }

    static DatasetsFull byBytes(long most, long taken, long asked) {
        return new DatasetsFull("Uploaded datasets may take " + most
                + " bytes all together (tamis.datasets.max-total-size), but take " + taken + " and this one " + asked);
    }
}
