package dev.tamis.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A leaderboard as a table: one line for each entry, one column for each parameter that any entry has. */
final class LeaderboardTable {

    private LeaderboardTable() {}

    /** @param leaderboard the answer of {@code GET .../leaderboard} */
    static String render(JsonNode leaderboard) {
        JsonNode entries = leaderboard.path("entries");
        if (entries.isEmpty()) {
            return "no trial completed";
        }
        Set<String> parameters = new LinkedHashSet<>();
        entries.forEach(entry -> parameters.addAll(entry.path("parameters").propertyNames()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(parameters));
        entries.forEach(entry -> rows.add(row(entry, parameters)));
        return aligned(rows);
    }

    private static List<String> header(Set<String> parameters) {
        List<String> cells = new ArrayList<>(List.of("rank", "trial", "validation", "train"));
        cells.addAll(parameters);
        return cells;
    }

    private static List<String> row(JsonNode entry, Set<String> parameters) {
        List<String> cells = new ArrayList<>(List.of(
                Numbers.brief(entry.path("rank")),
                Numbers.brief(entry.path("trialNumber")),
                Numbers.accuracy(entry.path("validationAccuracy")),
                Numbers.accuracy(entry.path("trainAccuracy"))));
        parameters.forEach(
                name -> cells.add(Numbers.brief(entry.path("parameters").path(name))));
        return cells;
    }

    private static String aligned(List<List<String>> rows) {
        int[] width = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < width.length; column++) {
                width[column] = Math.max(width[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, width)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < width.length; column++) {
            String cell = row.get(column);
            line.append(" ".repeat(width[column] - cell.length() + (column == 0 ? 0 : 2)))
                    .append(cell);
        }
        return line.toString();
    }
}
