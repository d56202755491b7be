package dev.tamis.search;

/**
 * Where all trials of a round wait for one another: the best of them train on, the others have ended.
 *
 * @param steps after which they wait, 1 or more; a trial that has no more than these is none of them
 * @param keep how many train on, 1 or more
 */
public record Barrier(int steps, int keep) {}
