package dev.tamis.dataset;

/**
 * Everything there is of a dataset. Never leaves this package whole, because it leads to the test rows.
 *
 * @param training the rows that experiments split
 * @param test the rows of final evaluations
 */
record DatasetContent(LabeledData training, LabeledData test) {}
