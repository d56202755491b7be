package dev.tamis.search.pruner;

import dev.tamis.search.Pruner;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Stops nothing. */
public record NoPruner() implements Pruner {

    @Override
    public String type() {
        return "NONE";
    }

    @Override
    public String meaning() {
        return "trains every trial to its end";
    }

    @Override
    public SortedMap<Integer, Double> bars(List<List<Double>> ended) {
        return Collections.emptySortedMap();
    }
}
