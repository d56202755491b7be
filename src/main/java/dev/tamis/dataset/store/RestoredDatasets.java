package dev.tamis.dataset.store;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.MeaninglessRow;
import dev.tamis.backup.TableRules;
import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.table.StoredTable;
import dev.tamis.dataset.upload.Upload;
import dev.tamis.people.Visibility;
import dev.tamis.space.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What an archive's datasets must be: what an upload would have stored. */
@Component
class RestoredDatasets implements TableRules {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> PER_CLASS = List.of("class_names", "class_training_rows", "class_test_rows");

    private final JdbcTemplate jdbc;
    private final DatasetRows rows;

    RestoredDatasets(JdbcTemplate jdbc, DatasetRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of(
                "dataset",
                new ColumnRules()
                        .any("id", "created_at", "idempotency_key")
                        .as(String.class, Upload::requireName, "name")
                        .as(String.class, RestoredDatasets::requireText, "label")
                        .person("owner")
                        .oneOf(Visibility.class, "visibility")
                        .oneOf(Scaling.class, "scaling")
                        .atLeast(1, "features")
                        .atLeast(0, "test_rows")
                        .as(
                                String.class,
                                text -> ColumnRules.require(SHA256.matcher(text).matches(), "must be a SHA-256", text),
                                "sha256")
                        .as(String[].class, RestoredDatasets::requireNames, "class_names")
                        .as(Integer[].class, RestoredDatasets::requireCounts, "class_training_rows", "class_test_rows")
                        .together(RestoredDatasets::requireSameClasses),
                "dataset_chunk",
                new ColumnRules().any("dataset_id", "content").atLeast(0, "number"),
                "dataset_removal",
                new ColumnRules().any("dataset_id", "removed_at"));
    }

    /** Their rows have the checksum that experiments know them by, and are of the classes that they are said to be of. */
    @Override
    public void checkTogether() {
        List<String> strays = jdbc.queryForList("""
                select cast(dataset_id as varchar(36)) from dataset_chunk
                where dataset_id not in (select id from dataset)
                    and dataset_id not in (select dataset_id from dataset_removal) limit 1""", String.class);
        if (!strays.isEmpty()) {
            throw MeaninglessRow.of(
                    "a row of dataset_chunk",
                    "dataset_id",
                    "must be that of a dataset, or of one that is being removed");
        }
        for (DatasetInfo info : rows.infos()) {
            String sha256 = info.origin().sha256();
            try {
                StoredTable.check(
                        info,
                        new ChunkedInput(number -> rows.chunk(info.fullName(), sha256, number)),
                        rows.bytes(info.fullName()));
            } catch (CorruptDataset others) {
                throw MeaninglessRow.of(
                        "the dataset " + Shown.of(info.name()) + " of "
                                + info.fullName().owner(),
                        "content",
                        "must be the rows that were stored of it, but " + others.getMessage());
            }
        }
    }

    private static void requireText(String text) {
        ColumnRules.require(
                !text.isBlank() && text.chars().noneMatch(Character::isISOControl),
                "must be a text that can be seen, without controls",
                text);
    }

    private static void requireNames(Object[] names) {
        requireWhole(names);
        Arrays.stream(names).forEach(each -> requireText((String) each));
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
