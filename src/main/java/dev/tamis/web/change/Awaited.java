package dev.tamis.web.change;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a client waits for.
 *
 * @param enough whether it waits no longer
 * @param answer what it is told then, or when its time is up
 */
public record Awaited<T>(Predicate<Snapshot> enough, Function<Snapshot, T> answer) {}
