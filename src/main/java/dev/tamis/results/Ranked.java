package dev.tamis.results;

import dev.tamis.experiment.Trial;
import dev.tamis.search.Metrics;
import java.util.List;

/**
 * Completed trials of one experiment.
 *
 * @param metrics what its trials measure
 * @param trials best first
 */
public record Ranked(Metrics metrics, List<Trial> trials) {}
