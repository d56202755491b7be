package dev.tamis.search;

import java.util.List;
import java.util.SortedMap;

/**
 * Decides what a trial must reach to be trained on. One file each in {@code search.pruner}.
 *
 * <p>It is asked once for each trial, before that trains, and answers from trials that had ended by then: so no worker asks anybody
 * while it trains, and no timing enters.
 */
public interface Pruner extends CatalogueEntry {

    /**
     * What a trial must reach, by step: one whose objective, turned so that larger is better, is lower after that step is stopped
     * there. Empty: nothing stops it.
     *
     * @param ended of each trial that has ended, its objective after steps 1, 2, …, turned so that larger is better
     */
    SortedMap<Integer, Double> bars(List<List<Double>> ended);
}
