package dev.tamis.dataset.store;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.MeaninglessRow;
import dev.tamis.backup.TableRules;
import dev.tamis.dataset.Scaling;
import dev.tamis.people.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What an archive's datasets must be. That their rows are those of their checksum is seen when they are read. */
@Component
class RestoredDatasets implements TableRules {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> PER_CLASS = List.of("class_names", "class_training_rows", "class_test_rows");

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of(
                "dataset",
                new ColumnRules()
                        .any("id", "name", "label", "created_at", "idempotency_key")
                        .person("owner")
                        .oneOf(Visibility.class, "visibility")
                        .oneOf(Scaling.class, "scaling")
                        .atLeast(1, "features")
                        .atLeast(0, "test_rows")
                        .as(
                                String.class,
                                text -> ColumnRules.require(SHA256.matcher(text).matches(), "must be a SHA-256", text),
                                "sha256")
                        .as(String[].class, RestoredDatasets::requireWhole, "class_names")
                        .as(Integer[].class, RestoredDatasets::requireCounts, "class_training_rows", "class_test_rows")
                        .together(RestoredDatasets::requireSameClasses),
                "dataset_chunk",
                new ColumnRules().any("dataset_id", "content").atLeast(0, "number"),
                "dataset_removal",
                new ColumnRules().any("dataset_id", "removed_at"));
    }

    private static void requireWhole(Object[] elements) {
        ColumnRules.require(
                elements.length > 0 && Arrays.stream(elements).allMatch(Objects::nonNull),
                "must have an element for each class",
                Arrays.asList(elements));
    }

    private static void requireCounts(Integer[] rows) {
        requireWhole(rows);
        ColumnRules.require(
                Arrays.stream(rows).allMatch(each -> each >= 0),
                "must be 0 or more of each class",
                Arrays.asList(rows));
    }

    private static void requireSameClasses(Map<String, Object> row) {
        int classes = ((Object[]) row.get("class_names")).length;
        for (String column : PER_CLASS) {
            int elements = ((Object[]) row.get(column)).length;
            if (elements != classes) {
                throw new MeaninglessRow(
                        column, "must have an element for each class, but has " + elements + " for " + classes);
            }
        }
    }
}
