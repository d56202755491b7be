package dev.tamis.experiment;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;

/** What was submitted: fixed for the life of the experiment, and all that its results depend on. */
public record ExperimentPlan(String name, DatasetChoice dataset, ModelSpace model, SamplerChoice sampler, Terms terms) {

    /** What ranks trials, and how many there may be. */
    public record Terms(Objective objective, Budget budget) {}

    public ExperimentPlan {
        if (name.isBlank() || name.length() > 200) {
            throw new InvalidField("name", "must have 1 to 200 characters, not only blanks, but got \"" + name + "\"");
        }
    }

    /** The seed of a trial's own randomness: its point, its initial weights, its dropout masks. */
    public Seed trialSeed(int round, int trial) {
        return roundSeed(round).derive(trial);
    }

    /** The seed that a round's points are drawn from. */
    public Seed roundSeed(int round) {
        return seed().derive("round").derive(round);
    }

    /** The seed of the order of the training rows, one for all trials. */
    public Seed batchSeed() {
        return seed().derive("batches");
    }

    /** The experiment's seed, which all its randomness derives from. */
    public Seed seed() {
        return new Seed(sampler.seed());
    }
}
