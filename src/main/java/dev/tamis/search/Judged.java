package dev.tamis.search;

/**
 * A trial that a {@link Pruner} is to judge.
 *
 * @param number in the experiment, from 0
 * @param steps how many it shall have, 1 or more
 * @param longest how many any trial of the experiment may have, at least as many
 * @param direction which values of the objective are better
 */
public record Judged(int number, int steps, int longest, Direction direction) {}
