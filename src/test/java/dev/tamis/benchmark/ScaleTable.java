package dev.tamis.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line for each operation, one column for each size of the database. */
final class ScaleTable {

    private final List<String> heads = new ArrayList<>();
    private final Map<String, List<Quantiles>> lines = new LinkedHashMap<>();

    void column(int trials, Map<String, Quantiles> measured) {
        heads.add(String.format("%,d trials", trials));
        measured.forEach((operation, quantiles) ->
                lines.computeIfAbsent(operation, first -> new ArrayList<>()).add(quantiles));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("%nMilliseconds: median, p95, p99%n%-64s", ""));
        heads.forEach(head -> text.append(String.format("%26s", head)));
        lines.forEach((operation, columns) -> {
            text.append(String.format("%n%-64s", operation));
            columns.forEach(quantiles -> text.append("   ").append(quantiles));
        });
        return text.append(System.lineSeparator()).toString();
    }
}
