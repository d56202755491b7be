package dev.tamis.experiment;

/**
 * What an owner has.
 *
 * @param experiments that have not ended
 * @param runningTrials in training at the moment
 * @param storage bytes that their experiments may come to store, by their plans, and what was asked for since
 * @param searchSpaces that they keep
 */
public record Usage(String owner, int experiments, int runningTrials, long storage, int searchSpaces) {}
