package dev.tamis.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

    private static final int ROWS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noRowIsInBothPartsAndNoneIsLost(boolean stratified) {
        Split split = numberedRows().split(200, 60, new Seed(1), stratified);
        List<Integer> train = numbers(split.train());
        List<Integer> validation = numbers(split.validation());

        assertThat(train).hasSize(200).doesNotContainAnyElementsOf(validation);
        assertThat(validation).hasSize(60);
        train.addAll(validation);
        assertThat(train).containsExactlyInAnyOrderElementsOf(range(0, 260));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void equalArgumentsGiveEqualRowsInEqualOrder(boolean stratified) {
        Split one = numberedRows().split(200, 60, new Seed(1), stratified);
        Split same = numberedRows().split(200, 60, new Seed(1), stratified);
        Split other = numberedRows().split(200, 60, new Seed(2), stratified);

        assertThat(numbers(one.train())).isEqualTo(numbers(same.train())).isNotEqualTo(numbers(other.train()));
        assertThat(numbers(one.validation()))
                .isEqualTo(numbers(same.validation()))
                .isNotEqualTo(numbers(other.validation()));
    }

    /** SplitMix64 and the shuffle recomputed outside Java; pinned, because a change here moves every published result. */
    @Test
    void theSplitOfASeedNeverChanges() {
        Split split = numberedRows().split(6, 4, new Seed(42), false);

        assertThat(numbers(split.train())).containsExactly(9, 6, 5, 4, 1, 3);
        assertThat(numbers(split.validation())).containsExactly(0, 2, 7, 8);
    }

    /** Each of 10 rows lands in validation in about 4,000 of 10,000 splits: standard deviation 49, so 5 of them allowed. */
    @Test
    void everyRowHasTheSameChance() {
        int[] validated = new int[10];
        for (int seed = 0; seed < 10_000; seed++) {
            for (int row : SplitRows.shuffled(6, 4, new Seed(seed).generator()).validation()) {
                validated[row]++;
            }
        }

        assertThat(IntStream.of(validated)).allMatch(n -> Math.abs(n - 4000) < 245);
    }

    @Test
    void stratifiedPartsKeepTheSharesOfTheClasses() {
        // 50 : 30 : 20 rows, a quarter of them validated: quotas 12.5, 7.5, 5; the first class gets the odd row
        LabeledData data = rowsLabelled(row -> row < 50 ? 0 : row < 80 ? 1 : 2, 100);
        SplitRows rows = SplitRows.stratified(75, 25, data, new Seed(3).generator());

        assertThat(classCounts(data, rows.validation())).containsExactly(13, 7, 5);
        assertThat(classCounts(data, rows.train())).containsExactly(37, 23, 15);
    }

    @Test
    void partsOfUnequalClassesAreWithinOneRowOfTheirShare() {
        RandomGenerator random = new Seed(5).generator();
        int[] labels = IntStream.generate(() -> random.nextInt(7)).limit(1000).toArray();
        Dataset unequal = Dataset.loadedOnce(
                info(7, 1000, 0),
                () -> new DatasetContent(new Numbered(1000, 0, 7, row -> labels[row]), rowsLabelled(row -> 0, 0)));
        Split split = unequal.split(613, 301, new Seed(8), true);
        for (int label = 0; label < 7; label++) {
            long train = count(split.train(), label);
            long validation = count(split.validation(), label);
            double share = (train + validation) / 914.0;

            assertThat((double) train).isCloseTo(share * 613, within(1.0));
            assertThat((double) validation).isCloseTo(share * 301, within(1.0));
        }
    }

    @Test
    void eachRowValidatesOnceAndEveryFoldHasEachClassInItsShare() {
        LabeledData data = numberedRows().training();
        for (int rows : new int[] {20, 97, 260}) {
            for (int folds : new int[] {2, 3, 7}) {
                List<Split> splits =
                        numberedRows().folds(rows, folds, new Seed(5)).folds();
                assertThat(splits).hasSize(folds);
                List<Integer> validated = new ArrayList<>();
                for (Split fold : splits) {
                    List<Integer> own = numbers(fold.validation());
                    assertThat(own).hasSizeBetween(rows / folds, rows / folds + 1);
                    List<Integer> both = new ArrayList<>(own);
                    both.addAll(numbers(fold.train()));
                    assertThat(both).containsExactlyInAnyOrderElementsOf(range(0, rows));
                    validated.addAll(own);
                    for (int label = 0; label < data.classes(); label++) {
                        int which = label;
                        long inAll = range(0, rows).stream()
                                .filter(row -> data.label(row) == which)
                                .count();
                        long here = own.stream()
                                .filter(row -> data.label(row) == which)
                                .count();
                        assertThat(here).isBetween(inAll / folds, inAll / folds + 1);
                    }
                }
                assertThat(validated).containsExactlyInAnyOrderElementsOf(range(0, rows));
            }
        }
        assertThat(numbers(numberedRows().folds(97, 3, new Seed(5)).validation()))
                .isEqualTo(numbers(numberedRows().folds(97, 3, new Seed(5)).validation()))
                .isNotEqualTo(numbers(numberedRows().folds(97, 3, new Seed(6)).validation()));
    }

    @Test
    void stratifiedPartsStayShuffled() {
        LabeledData data = rowsLabelled(row -> row % 3, 300);
        int[] rows =
                SplitRows.stratified(200, 100, data, new Seed(3).generator()).train();

        assertThat(rows).isNotEqualTo(IntStream.of(rows).sorted().toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, trainSize",
        "-1, 10, trainSize",
        "10, 0, validationSize",
        "301, 1, trainSize",
        "300, 1, trainSize",
        "299, 2, validationSize",
        "1, 2147483647, validationSize",
        "2147483647, 2147483647, trainSize"
    })
    void sizesThatTheDatasetDoesNotHaveAreRefusedByName(int trainSize, int validationSize, String field) {
        Dataset dataset = neverLoaded();

        assertThatThrownBy(() -> dataset.split(trainSize, validationSize, new Seed(1), false))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void theRefusalNamesTheRowsThatThereAre() {
        assertThatThrownBy(() -> neverLoaded().checkSizes(299, 2))
                .hasMessage(
                        "validationSize: trainSize + validationSize <= 300, the training rows of numbered, must hold, "
                                + "but got trainSize=299, validationSize=2");
    }

    @Test
    void sizesAreCheckedWithoutLoadingARow() {
        assertThatCode(() -> neverLoaded().checkSizes(299, 1)).doesNotThrowAnyException();
    }

    @Test
    void aFinalEvaluationTrainsOnTrainAndValidationAndTestsOnTheTestRows() {
        Dataset dataset = numberedRows();
        Split split = dataset.split(200, 60, new Seed(1), true);
        FinalEvaluationData exam = FinalEvaluationData.of(dataset, 200, 60, new Seed(1), true);

        List<Integer> studied = numbers(split.train());
        studied.addAll(numbers(split.validation()));
        assertThat(numbers(exam.train())).isEqualTo(studied);
        assertThat(numbers(exam.test())).isEqualTo(range(1000, 1040));
    }

    @Test
    void eightThreadsThatComeAtOnceLoadTheRowsOnce() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(8);
        Dataset dataset = Dataset.loadedOnce(numberedInfo(), () -> {
            loads.incrementAndGet();
            return numberedContent();
        });
        Callable<LabeledData> use = () -> {
            together.countDown();
            together.await();
            return dataset.training();
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<LabeledData> seen = new ArrayList<>();
            for (Future<LabeledData> answer : threads.invokeAll(Collections.nCopies(8, use))) {
                seen.add(answer.get());
            }
            assertThat(loads).hasValue(1);
            assertThat(seen).allSatisfy(rows -> assertThat(rows).isSameAs(seen.get(0)));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailedLoadIsTriedAgain() {
        AtomicInteger loads = new AtomicInteger();
        Dataset dataset = Dataset.loadedOnce(numberedInfo(), () -> {
            if (loads.incrementAndGet() == 1) {
                throw new CorruptDataset("first time");
            }
            return numberedContent();
        });

        assertThatThrownBy(dataset::training).hasMessage("first time");
        assertThat(dataset.training().size()).isEqualTo(ROWS);
    }

    @Test
    void rowsThatTheHeapGaveUpAreReadAgain() {
        AtomicInteger loads = new AtomicInteger();
        List<Reference<String>> references = new ArrayList<>();
        SoftlyHeld<String> held = new SoftlyHeld<>(() -> "load " + loads.incrementAndGet(), value -> {
            references.add(new SoftReference<>(value));
            return references.get(references.size() - 1);
        });
        assertThat(held.get()).isSameAs(held.get()).isEqualTo("load 1");
        references.get(1).clear(); // as the garbage collector does
        assertThat(held.get()).isEqualTo("load 2");
    }

    private static Dataset neverLoaded() {
        return Dataset.loadedOnce(numberedInfo(), () -> {
            throw new AssertionError("loaded");
        });
    }

    /** Each row's one feature is its own number, 1000 and up in the test part. */
    private static Dataset numberedRows() {
        return Dataset.loadedOnce(numberedInfo(), DatasetTest::numberedContent);
    }

    private static DatasetInfo numberedInfo() {
        return info(3, ROWS, 40);
    }

    /** A catalogue's entry that gives all rows to the first class. */
    private static DatasetInfo info(int classes, int trainingRows, int testRows) {
        List<DatasetInfo.ClassRows> perClass = IntStream.range(0, classes)
                .mapToObj(label -> new DatasetInfo.ClassRows(
                        String.valueOf(label), label == 0 ? trainingRows : 0, label == 0 ? testRows : 0))
                .toList();
        return new DatasetInfo("numbered", 1, perClass, new DatasetOrigin.BuiltIn("made up", "none", "0".repeat(64)));
    }

    private static DatasetContent numberedContent() {
        return new DatasetContent(new Numbered(ROWS, 0, 3, row -> row % 3), new Numbered(40, 1000, 3, row -> row % 3));
    }

    private static LabeledData rowsLabelled(IntUnaryOperator label, int rows) {
        return new Numbered(rows, 0, 3, label);
    }

    private static int[] classCounts(LabeledData data, int[] rows) {
        int[] counts = new int[data.classes()];
        for (int row : rows) {
            counts[data.label(row)]++;
        }
        return counts;
    }

    private static List<Integer> numbers(LabeledData data) {
        List<Integer> numbers = new ArrayList<>();
        float[] number = new float[1];
        for (int row = 0; row < data.size(); row++) {
            data.copyFeatures(row, number, 0);
            numbers.add((int) number[0]);
        }
        return numbers;
    }

    private static long count(LabeledData data, int label) {
        return IntStream.range(0, data.size())
                .filter(row -> data.label(row) == label)
                .count();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private record Numbered(int size, int first, int classes, IntUnaryOperator labels) implements LabeledData {

        @Override
        public int features() {
            return 1;
        }

        @Override
        public int label(int row) {
            return labels.applyAsInt(row);
        }

        @Override
        public void copyFeatures(int row, float[] target, int offset) {
            target[offset] = first + row;
        }
    }
}
