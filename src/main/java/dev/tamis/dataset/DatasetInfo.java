package dev.tamis.dataset;

import java.util.List;

/**
 * What a catalogue says about a dataset; known without loading it.
 *
 * @param name what an experiment calls it, such as "mnist"
 * @param features number of features of each row
 * @param perClass its classes, in the order of their labels 0, 1, ...
 * @param origin where it comes from
 */
public record DatasetInfo(String name, int features, List<ClassRows> perClass, DatasetOrigin origin) {

    /**
     * One class.
     *
     * @param name what the class is called where the rows come from
     * @param trainingRows how many of the training rows belong to it
     * @param testRows how many of the test rows do
     */
    public record ClassRows(String name, int trainingRows, int testRows) {}

    public DatasetInfo {
        perClass = List.copyOf(perClass);
    }

    /** The name by which it is found: with its owner's, if it has one. */
    public DatasetName fullName() {
        return origin.nameOf(name);
    }

    /** Number of classes; labels are 0 .. classes - 1. */
    public int classes() {
        return perClass.size();
    }

    /** Rows from which train and validation parts are taken. */
    public int trainingRows() {
        return perClass.stream().mapToInt(ClassRows::trainingRows).sum();
    }

    /** Rows kept for final evaluations; 0 if there are none, and then there can be no final evaluation. */
    public int testRows() {
        return perClass.stream().mapToInt(ClassRows::testRows).sum();
    }
}
