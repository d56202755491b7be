package dev.tamis.search;

/**
 * What is measured of a trial.
 *
 * @param name in the API and in a plan
 * @param direction which values are better
 * @param share whether a value is the share of validation samples that were right, and as noisy as such a share
 */
public record Metric(String name, Direction direction, boolean share) {

    /** What values of it say of trials. @param validationSize how many samples they are measured on */
    public Ranking ranking(int validationSize) {
        return new Ranking(direction, share ? new Noise.Accuracy(validationSize) : new Noise.None());
    }
}
