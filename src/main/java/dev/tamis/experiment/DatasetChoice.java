package dev.tamis.experiment;

import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;

/**
 * Which rows an experiment trains and validates on: the first trainSize + validationSize of the dataset's training rows, split
 * by the experiment's seed.
 *
 * @param trainSize 1 or more
 * @param validationSize 1 or more
 * @param stratified whether both parts keep the shares of the classes
 * @param sha256 which content of that name it is, for an uploaded dataset: the name may be given away again; null for a built-in one
 * @param owner of an uploaded dataset, for others may have one of the same name; the first admin where it is null, as in plans from
 *     before there were people. Null for a built-in one
 */
public record DatasetChoice(
        String name, int trainSize, int validationSize, boolean stratified, String sha256, String owner) {

    public DatasetChoice {
        Violations violations = new Violations();
        if (trainSize < 1) {
            violations.add("trainSize", FieldCode.OUT_OF_RANGE, "must be >= 1, but got " + trainSize);
        }
        if (validationSize < 1) {
            violations.add("validationSize", FieldCode.OUT_OF_RANGE, "must be >= 1, but got " + validationSize);
        }
        violations.throwIfAny();
        owner = sha256 == null ? null : owner == null ? Subject.FIRST_ADMIN : owner;
    }

    /** Of a built-in dataset. */
    public DatasetChoice(String name, int trainSize, int validationSize, boolean stratified) {
        this(name, trainSize, validationSize, stratified, null, null);
    }

    /** Whether a client has brought it, who may remove it. */
    boolean uploaded() {
        return sha256 != null;
    }
}
