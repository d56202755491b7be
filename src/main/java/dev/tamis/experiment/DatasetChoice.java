package dev.tamis.experiment;

/**
 * Which rows an experiment trains and validates on: the first trainSize + validationSize of the dataset's training rows, split
 * by the experiment's seed.
 *
 * @param stratified whether both parts keep the shares of the classes
 */
public record DatasetChoice(String name, int trainSize, int validationSize, boolean stratified) {}
