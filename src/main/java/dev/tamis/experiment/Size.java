package dev.tamis.experiment;

/**
 * How much an experiment will do.
 *
 * @param trials over all rounds
 * @param trialsOfFirstRound as many as it shall have
 * @param stepsOfFirstRound updates of weights, over all trials of the first round; those that a sampler which learns has not drawn
 *     yet count like the mean of those it has
 * @param epochsOfConfirmation with which the best trials are trained again, at most; 0 where they are not
 */
public record Size(int trials, int trialsOfFirstRound, long stepsOfFirstRound, long epochsOfConfirmation) {}
