package dev.tamis.web.warning;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetInfo.ClassRows;
import dev.tamis.experiment.DatasetChoice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class that is not among the training or validation rows, or may well not be. How many rows a part has of it follows from its share of all
 * training rows: stratified to the row, up to which first rows are taken; else with a spread, and then 3 rows are expected where none turns up in 5 %.
 */
final class MissingClass implements Rule {

    private static final int NAMED = 5;

    @Override
    public Stream<Warning> warnings(Subject subject) {
        return subject.dataset().stream().flatMap(info -> {
            DatasetChoice choice = subject.plan().dataset();
            return Stream.concat(
                    part(info, choice, "trainSize", choice.trainSize(), "training"),
                    part(info, choice, "validationSize", choice.validationSize(), "validation"));
        });
    }

    private static Stream<Warning> part(DatasetInfo info, DatasetChoice choice, String field, int rows, String name) {
        double fewest = choice.stratified() ? 0.5 : 3;
        List<ClassRows> rare = info.perClass().stream()
                .filter(each -> expected(info, each, rows) < fewest)
                .toList();
        if (rare.isEmpty()) {
            return Stream.empty();
        }
        String named = rare.stream()
                .limit(NAMED)
                .map(each ->
                        String.format(Locale.ROOT, "%.2g of the class \"%s\"", expected(info, each, rows), each.name()))
                .collect(Collectors.joining(", "));
        return Stream.of(new Warning(
                WarningCode.CLASS_MISSING,
                "dataset." + field,
                "Of " + rows + " " + name + " rows " + named
                        + (rare.size() > NAMED ? " and as few of " + (rare.size() - NAMED) + " more" : "")
                        + " are to be expected, so that there may be none; raise " + field
                        + (choice.stratified() ? "" : " or set stratified")));
    }

    private static double expected(DatasetInfo info, ClassRows rows, int size) {
        return (double) size * rows.trainingRows() / info.trainingRows();
    }
}
