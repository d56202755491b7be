package dev.tamis.training;

import java.util.List;

/**
 * What one trial measured in one epoch.
 *
 * @param trialNumber whose it is
 * @param epoch 1-based
 * @param trainLoss mean cross entropy (natural logarithm) over the epoch's training steps, as they were taken: dropout on,
 *     weights moving; NaN or infinite in a diverged trial
 * @param trainAccuracy share of training rows that were right in the same steps; with dropout, after the epoch and like the
 *     validation rows, dropout off: the steps' own networks lack units, and would seem worse on what they learn than on what
 *     they do not
 * @param validationLoss mean cross entropy over the validation rows after the epoch, dropout off, running statistics
 * @param validationAccuracy share of validation rows that were right
 * @param iterationLosses mean cross entropy over the rows of each of the epoch's training steps, in their order; empty where
 *     it was not kept
 */
public record EpochResult(
        int trialNumber,
        int epoch,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        List<Double> iterationLosses) {

    public EpochResult {
        iterationLosses = List.copyOf(iterationLosses);
    }

    /** Without the losses of the single steps. */
    public EpochResult(
            int trialNumber,
            int epoch,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy) {
        this(trialNumber, epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy, List.of());
    }

    /** Whether the trial's losses are still numbers. Diverged weights make every later epoch meaningless. */
    public boolean diverged() {
        return !Double.isFinite(trainLoss) || !Double.isFinite(validationLoss);
    }
}
