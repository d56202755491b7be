package dev.tamis.dataset;

/**
 * What a catalogue says about a dataset; known without loading it.
 *
 * @param name what an experiment calls it, such as "mnist"
 * @param description one sentence for people
 * @param features number of features of each row
 * @param classes number of classes; labels are 0 .. classes - 1
 * @param trainingRows rows from which train and validation parts are taken
 * @param testRows rows kept for final evaluations
 * @param licence terms under which the rows may be passed on, with whom to name
 */
public record DatasetInfo(
        String name, String description, int features, int classes, int trainingRows, int testRows, String licence) {}
