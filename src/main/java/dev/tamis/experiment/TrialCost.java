package dev.tamis.experiment;

import dev.tamis.space.Meaning;

/**
 * What a trial takes.
 *
 * @param trainingSeconds null until its first epoch is done, and of trials from before it was measured
 * @param parameters null of trials from before they were counted
 */
public record TrialCost(
        @Meaning(
                value =
                        "Seconds of training in the attempt that ended it or is under way: the time of its pack, shared by the trials in it,"
                                + " added up over its epochs. Null until the first is done, and of trials from before it was measured",
                low = 0,
                example = "4.1",
                open = true)
        Double trainingSeconds,

        @Meaning(
                value =
                        "How many weights are trained, biases and those of batch norm among them; null of trials from before they were"
                                + " counted",
                low = 0,
                example = "79510",
                open = true)
        Long parameters,

        @Meaning(value = "Epochs done", low = 0, example = "50")
        int epochs) {}
