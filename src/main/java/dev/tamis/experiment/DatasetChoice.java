package dev.tamis.experiment;

import dev.tamis.space.Violations;

/**
 * Which rows an experiment trains and validates on: the first trainSize + validationSize of the dataset's training rows, split
 * by the experiment's seed.
 *
 * @param trainSize 1 or more
 * @param validationSize 1 or more
 * @param stratified whether both parts keep the shares of the classes
 */
public record DatasetChoice(String name, int trainSize, int validationSize, boolean stratified) {

    public DatasetChoice {
        Violations violations = new Violations();
        if (trainSize < 1) {
            violations.add("trainSize", "must be >= 1, but got " + trainSize);
        }
        if (validationSize < 1) {
            violations.add("validationSize", "must be >= 1, but got " + validationSize);
        }
        violations.throwIfAny();
    }
}
