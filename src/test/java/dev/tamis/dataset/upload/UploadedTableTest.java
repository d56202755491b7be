package dev.tamis.dataset.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.dataset.AllRows;
import dev.tamis.dataset.CorruptDataset;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.Split;
import dev.tamis.dataset.table.StoredTable;
import dev.tamis.space.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A table that is as it must be comes back as it was brought. */
class UploadedTableTest {

    @Property(tries = 200)
    void whatIsReadIsWhatWasWritten(@ForAll("tables") List<List<String>> rows) {
        StringBuilder csv = new StringBuilder("f1,\"the \"\"second\"\"\",class\r\n");
        for (List<String> row : rows) {
            csv.append(row.get(0))
                    .append(" , ")
                    .append(row.get(1))
                    .append(",\"")
                    .append(row.get(2).replace("\"", "\"\""));
            csv.append("\"\r\n");
        }
        Dataset dataset = stored(csv.toString(), 0, Scaling.NONE);
        LabeledData data = AllRows.training(dataset);

        List<String> expected = new ArrayList<>();
        rows.forEach(row -> expected.add(Float.parseFloat(row.get(0)) + " " + Float.parseFloat(row.get(1)) + " "
                + row.get(2).strip()));
        List<String> found = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            float[] features = Csv.row(data, row);
            String name = dataset.info().perClass().get(data.label(row)).name();
            found.add(features[0] + " " + features[1] + " " + name);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Rows of two numbers and a class, at least two classes among them. */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 255).map(String::valueOf),
                Arbitraries.floats().map(String::valueOf));
        Arbitrary<String> name = Arbitraries.strings()
                .withChars("xyz \",;'üß東")
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(each -> "c" + each);
        Arbitrary<List<String>> row =
                number.flatMap(one -> number.flatMap(two -> name.map(label -> List.of(one, two, label))));
        return row.list()
                .ofMinSize(2)
                .ofMaxSize(20)
                .filter(rows -> rows.stream()
                                .map(each -> each.get(2).strip())
                                .distinct()
                                .count()
                        > 1);
    }

    @Test
    void gzipMarksAndLineEndsMakeNoDifference() {
        String csv = Csv.numbered(30);
        byte[] plain = csv.getBytes(StandardCharsets.UTF_8);
        String expected = sha256(Csv.bytes(plain));

        assertThat(sha256(Csv.bytes(Csv.gzip(plain)))).isEqualTo(expected);
        assertThat(sha256(Csv.text("\ufeff" + csv))).isEqualTo(expected);
        assertThat(sha256(Csv.bytes(Csv.gzip(("\ufeff" + csv).getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(expected);
        assertThat(sha256(Csv.text(csv.replace("\n", "\r\n")))).isEqualTo(expected);
        assertThat(sha256(Csv.text(csv.replace("\n", "\n\n")))).isEqualTo(expected);
        assertThat(sha256(Csv.text(csv.stripTrailing()))).isEqualTo(expected);
        assertThat(sha256(Csv.text(csv.replace("29,-29", "29,-28")))).isNotEqualTo(expected);
    }

    /** Pinned: an equal file must stay an equal dataset in every later version, or its experiments mean something else. */
    @Test
    void theContentOfAFileNeverChanges() {
        assertThat(sha256(Csv.text(Csv.numbered(30))))
                .isEqualTo("99c9fbff2df176370e30fed6ec50c99277732aee26c20530b40ae9fccd64dabf");
    }

    @Test
    void testRowsAreHeldBackWithEveryClassInItsShareAndNoneIsLost() {
        Dataset dataset = stored(Csv.numbered(300), 0.2, Scaling.NONE);

        assertThat(dataset.info().trainingRows()).isEqualTo(240);
        assertThat(dataset.info().perClass())
                .containsExactly(
                        new DatasetInfo.ClassRows("a", 80, 20),
                        new DatasetInfo.ClassRows("b", 80, 20),
                        new DatasetInfo.ClassRows("c", 80, 20));
        Set<Float> training = firstFeatures(AllRows.training(dataset));
        Set<Float> test = firstFeatures(AllRows.test(dataset));
        assertThat(training).hasSize(240).doesNotContainAnyElementsOf(test);
        assertThat(test).hasSize(60);
    }

    /** The file is sorted by class, and experiments take the first of the training rows. */
    @Test
    void theFirstTrainingRowsAreASampleOfAll() {
        Split split = stored(Csv.numbered(300), 0.2, Scaling.NONE).split(60, 30, new Seed(1), false);
        int[] counts = new int[3];
        for (int row = 0; row < 60; row++) {
            counts[split.train().label(row)]++;
        }
        assertThat(counts).doesNotContain(0);
    }

    @Test
    void aFileOfTestRowsIsKeptForFinalEvaluationsToItsLastRow() {
        Dataset dataset = Csv.stored(PreparedTable.of(
                Csv.named("t", 0, Scaling.NONE),
                Csv.text(Csv.numbered(30)),
                Optional.of(Csv.text("x,y,class\n1000,1,b\n1001,2.5,a\n")),
                Csv.ROOMY));

        assertThat(dataset.info().trainingRows()).isEqualTo(30);
        assertThat(firstFeatures(AllRows.training(dataset))).hasSize(30).allMatch(x -> x < 30);
        assertThat(Csv.row(AllRows.test(dataset), 0)).containsExactly(1000, 1);
        assertThat(AllRows.test(dataset).label(0)).isEqualTo(1);
        assertThat(Csv.row(AllRows.test(dataset), 1)).containsExactly(1001, 2.5f);
    }

    @Test
    void standardisedFeaturesOfTrainingRowsHaveMeanZeroAndDeviationOne() {
        LabeledData data = AllRows.training(stored(Csv.numbered(300), 0.2, Scaling.STANDARDIZE));
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < data.size(); row++) {
            float x = Csv.row(data, row)[0];
            sum += x;
            squares += x * x;
        }
        assertThat(sum / data.size()).isCloseTo(0, within(1e-6));
        assertThat(squares / data.size()).isCloseTo(1, within(1e-6));
    }

    /** Were they to take part, one test row far out would squeeze all training rows together. */
    @Test
    void testRowsHaveNoPartInTheStatistics() {
        for (Scaling scaling : List.of(Scaling.STANDARDIZE, Scaling.MIN_MAX)) {
            Dataset near = withTestRow("15", scaling);
            Dataset far = withTestRow("1e9", scaling);
            for (int row = 0; row < 30; row++) {
                assertThat(Csv.row(AllRows.training(far), row)).isEqualTo(Csv.row(AllRows.training(near), row));
            }
            assertThat(Csv.row(AllRows.test(far), 0)[0]).isGreaterThan(1000);
        }
    }

    @Test
    void minMaxMakesTrainingRowsRunFromZeroToOne() {
        Set<Float> values = firstFeatures(AllRows.training(stored(Csv.numbered(300), 0.2, Scaling.MIN_MAX)));
        assertThat(values).contains(0f, 1f).allMatch(x -> x >= 0 && x <= 1);
    }

    @Test
    void aConstantFeatureBecomesZeroAndNothingElse() {
        String csv = Csv.numbered(30).replaceAll("(?m)^\\d+,", "0.1,");
        for (Scaling scaling : List.of(Scaling.STANDARDIZE, Scaling.MIN_MAX)) {
            assertThat(firstFeatures(AllRows.training(stored(csv, 0.2, scaling))))
                    .containsExactly(0f);
        }
    }

    /** 0.1 + 0.2 and 0.3, as a program writes them. */
    @Test
    void aFeatureThatDiffersByRoundingAloneIsConstant() {
        String csv =
                Csv.numbered(30).replaceAll("(?m)^\\d,", "0.30000000000000004,").replaceAll("(?m)^\\d\\d,", "0.3,");
        for (Scaling scaling : List.of(Scaling.STANDARDIZE, Scaling.MIN_MAX)) {
            assertThat(firstFeatures(AllRows.training(stored(csv, 0, scaling)))).allMatch(x -> Math.abs(x) < 1e-12);
        }
    }

    @Test
    void millisecondsSinceTheEpochAreNoRounding() {
        String csv = Csv.numbered(30).replaceAll("(?m)^(\\d),", "0$1,").replaceAll("(?m)^(\\d\\d),", "17000000000$1,");
        assertThat(firstFeatures(AllRows.training(stored(csv, 0, Scaling.STANDARDIZE))))
                .hasSize(30)
                .anyMatch(x -> x > 1);
    }

    /** A timestamp has more digits than a float; what tells rows apart must survive. */
    @Test
    void largeNumbersThatDifferLittleAreScaledBeforeTheyAreRounded() {
        String csv = Csv.numbered(30).replaceAll("(?m)^(\\d),", "0$1,").replaceAll("(?m)^(\\d\\d),", "17000000$1.5,");
        assertThat(firstFeatures(AllRows.training(stored(csv, 0, Scaling.STANDARDIZE))))
                .hasSize(30);
    }

    @Test
    void smallWholeNumbersTakeAByteAndReadAsTheFloatsTheyWouldBe() {
        String csv = Csv.numbered(90).replace("-", "");
        for (Scaling scaling : Scaling.values()) {
            Dataset bytes = stored(csv, 0.2, scaling);
            // one value that is no whole number, in a column of its own, makes all of them floats
            String wider = csv.replace("x,y,", "x,y,z,").replaceAll("(?m)^(\\d+,\\d+),", "$1,0.5,");
            Dataset floats = stored(wider, 0.2, scaling);
            for (int row = 0; row < AllRows.training(bytes).size(); row++) {
                float[] ofBytes = Csv.row(AllRows.training(bytes), row);
                float[] ofFloats = Csv.row(AllRows.training(floats), row);
                assertThat(ofBytes[0]).isEqualTo(ofFloats[0]);
                assertThat(ofBytes[1]).isEqualTo(ofFloats[1]);
            }
        }
    }

    @Test
    void classesAreOrderedAsNumbersWhereAllAreNumbersAndElseAsTexts() {
        assertThat(classes("10", "9", "-1", "09")).containsExactly("-1", "9", "10");
        assertThat(classes("10", "9", "b", "a")).containsExactly("10", "9", "a", "b");
        assertThat(classes("10.5", "1.25", "9", "1.250")).containsExactly("1.25", "9", "10.5");
        assertThat(classes("1e-999", "0", "1e2")).hasSize(3).startsWith("0").endsWith("100");
    }

    /** One rule, whatever else stands in the column. */
    @Test
    void spellingsOfOneClassAreOneClass() {
        assertThat(classes("0", "0.0", "1", "+1", "01", "1e0")).containsExactly("0", "1");
        assertThat(classes("0", "0.0", "a")).containsExactly("0", "a");
        assertThat(classes("True", "TRUE", "false", "False")).containsExactly("True", "false");
        assertThat(classes("Caf\u00e9", "Cafe\u0301", "b")).containsExactly("Caf\u00e9", "b");
        assertThat(classes("yes", "Yes")).containsExactly("Yes", "yes");
    }

    @Test
    void aTestFileMaySpellClassesAndColumnsInAnotherWay() {
        Dataset dataset = Csv.stored(PreparedTable.of(
                Csv.named("t", 0, Scaling.NONE),
                Csv.text("h\u00f6he,c\n1,0\n2,1\n3,0\n4,1\n"),
                Optional.of(Csv.text("ho\u0308he,c\n1,0.0\n2,01\n3,1.0\n")),
                Csv.ROOMY));
        assertThat(dataset.info().perClass())
                .containsExactly(new DatasetInfo.ClassRows("0", 2, 1), new DatasetInfo.ClassRows("1", 2, 2));
    }

    @Test
    void theLabelMayBeAnyColumn() {
        Upload upload = new Upload("t", Optional.of("species"), 0, Scaling.NONE);
        String csv = "a,species,b\n1,x,2\n3,y,4\n";
        Dataset dataset = Csv.stored(PreparedTable.of(upload, Csv.text(csv), Optional.empty(), Csv.ROOMY));
        assertThat(firstFeatures(AllRows.training(dataset))).containsExactlyInAnyOrder(1f, 3f);
        assertThat(dataset.info().origin().description()).contains("species");
    }

    @Test
    void rowsThatWereChangedWhereTheyLieAreNeverTrainedOn() throws IOException {
        PreparedTable table = PreparedTable.of(
                Csv.named("t", 0.2, Scaling.NONE), Csv.text(Csv.numbered(30)), Optional.empty(), Csv.ROOMY);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        DatasetInfo info = table.info("anna", table.writeTo(written), Instant.EPOCH);
        byte[] bytes = written.toByteArray();
        bytes[bytes.length - 1] ^= 1;

        assertThatThrownBy(() -> AllRows.training(StoredTable.dataset(info, () -> new ByteArrayInputStream(bytes)))
                        .label(0))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("SHA-256");
        assertThatThrownBy(() -> AllRows.training(
                                StoredTable.dataset(info, () -> new ByteArrayInputStream(bytes, 0, 100)))
                        .label(0))
                .isInstanceOf(CorruptDataset.class)
                .hasMessageContaining("truncated");
    }

    private static List<String> classes(String... labels) {
        StringBuilder csv = new StringBuilder("x,c\n");
        for (String label : labels) {
            csv.append("1,").append(label).append('\n');
        }
        return stored(csv.toString(), 0, Scaling.NONE).info().perClass().stream()
                .map(DatasetInfo.ClassRows::name)
                .toList();
    }

    private static Dataset withTestRow(String x, Scaling scaling) {
        return Csv.stored(PreparedTable.of(
                Csv.named("t", 0, scaling),
                Csv.text(Csv.numbered(30)),
                Optional.of(Csv.text("x,y,class\n" + x + ",1,b\n")),
                Csv.ROOMY));
    }

    private static Dataset stored(String csv, double testShare, Scaling scaling) {
        return Csv.stored(
                PreparedTable.of(Csv.named("t", testShare, scaling), Csv.text(csv), Optional.empty(), Csv.ROOMY));
    }

    private static String sha256(UploadSource file) {
        return Csv.stored(PreparedTable.of(Csv.named("t", 0.2, Scaling.STANDARDIZE), file, Optional.empty(), Csv.ROOMY))
                .info()
                .origin()
                .sha256();
    }

    private static Set<Float> firstFeatures(LabeledData data) {
        Set<Float> values = new HashSet<>();
        for (int row = 0; row < data.size(); row++) {
            values.add(Csv.row(data, row)[0]);
        }
        return values;
    }
}
