package dev.tamis.search;

/**
 * What a trial's value means.
 *
 * @param direction which values are better
 * @param noise how much a value can be trusted
 */
public record Objective(Direction direction, Noise noise) {

    /** Values that are exact, or whose noise is unknown. */
    public static Objective exact(Direction direction) {
        return new Objective(direction, new Noise.None());
    }

    /** Accuracies on so many validation samples; more is better. */
    public static Objective accuracy(int validationSize) {
        return new Objective(Direction.MAXIMIZE, new Noise.Accuracy(validationSize));
    }
}
