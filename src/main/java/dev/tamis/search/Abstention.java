package dev.tamis.search;

import java.util.Optional;

/**
 * When trials say nothing about any parameter. Decided here alone, for range suggestions and importance both: what the one calls
 * noise the other must not explain.
 */
final class Abstention {

    private Abstention() {}

    /**
     * Why nothing can be said, in a sentence; empty if something may be.
     *
     * @param drawnBlindly see {@link Grounds}
     */
    static Optional<String> reason(Sample sample, boolean drawnBlindly, AdviceSettings settings) {
        if (!drawnBlindly) {
            return Optional.of(Reason.LEARNED);
        }
        if (sample.size() < settings.minTrials()) {
            return Optional.of(Reason.tooFew(sample.size(), settings.minTrials()));
        }
        if (sample.completed() == 0 || sample.lived() < settings.top().leaders()) {
            return Optional.of(Reason.fewCompleted(sample.completed(), sample.size()));
        }
        double[] values = sample.values();
        boolean noneFailed = values.length == sample.size();
        if (noneFailed && values[0] == values[values.length - 1]) {
            return Optional.of(Reason.allEqual(values.length));
        }
        // Where trials fail, they tell more than the scatter of the others.
        if (noneFailed && Significance.dispersion(values, sample.noise()) > settings.significance()) {
            return Optional.of(Reason.noise(values.length, sample.standardError(0)));
        }
        return Optional.empty();
    }
}
