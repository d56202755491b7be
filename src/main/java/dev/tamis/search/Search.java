package dev.tamis.search;

import dev.tamis.space.SearchSpace;

/**
 * What a sampler may be chosen by: known before the first trial, and the same on every node.
 *
 * @param space of the first round
 * @param trials of the first round
 * @param rounds 1 where ranges stay as they are
 * @param parallelTrials of the experiment's budget
 * @param objectives how many, 1 to 3
 */
public record Search(SearchSpace space, int trials, int rounds, int parallelTrials, int objectives) {}
