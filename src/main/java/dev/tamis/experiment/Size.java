package dev.tamis.experiment;

/**
 * How much an experiment will do.
 *
 * @param trials over all rounds
 * @param trialsOfFirstRound drawn at once
 * @param stepsOfFirstRound updates of weights, over all trials of the first round
 */
public record Size(int trials, int trialsOfFirstRound, long stepsOfFirstRound) {}
