package dev.tamis.dataset;

/**
 * What the trials of an experiment are given.
 *
 * @param train the rows that fit the weights
 * @param validation the rows that rank hyperparameters; none of them is in train
 */
public record Split(LabeledData train, LabeledData validation) {}
