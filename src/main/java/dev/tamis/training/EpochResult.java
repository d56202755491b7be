package dev.tamis.training;

/**
 * What one trial measured in one epoch.
 *
 * @param trialNumber whose it is
 * @param epoch 1-based
 * @param trainLoss mean cross entropy (natural logarithm) over the epoch's training steps, as they were taken: dropout on,
 *     weights moving; NaN or infinite in a diverged trial
 * @param trainAccuracy share of training rows that were right in the same steps
 * @param validationLoss mean cross entropy over the validation rows after the epoch, dropout off, running statistics
 * @param validationAccuracy share of validation rows that were right
 */
public record EpochResult(
        int trialNumber,
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy) {

    /** Whether the trial's losses are still numbers. Diverged weights make every later epoch meaningless. */
    public boolean diverged() {
        return !Double.isFinite(trainLoss) || !Double.isFinite(validationLoss);
    }
}
