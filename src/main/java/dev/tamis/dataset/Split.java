package dev.tamis.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * What the trials of an experiment are given.
 *
 * @param train the rows that fit the weights
 * @param validation the rows that rank hyperparameters; none of them is in train
 * @param further other ways to split the same rows, in which trials are trained as well: what they measure is the mean over all. Usually
 *     none
 */
public record Split(LabeledData train, LabeledData validation, List<Split> further) {

    public Split {
        further = List.copyOf(further);
    }

    /** The only one. */
    public Split(LabeledData train, LabeledData validation) {
        this(train, validation, List.of());
    }

    /** All of them, each by itself: one, or as many as there are folds. */
    public List<Split> folds() {
        List<Split> folds = new ArrayList<>();
        folds.add(further.isEmpty() ? this : new Split(train, validation));
        folds.addAll(further);
        return folds;
    }
}
