package dev.tamis.dataset;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.function.Supplier;

/** A dataset of the catalogue: described at once, loaded when rows are first asked for. Safe to use from many threads. */
public final class Dataset {

    private final DatasetInfo info;

    private final Supplier<DatasetContent> content;

    private Dataset(DatasetInfo info, Supplier<DatasetContent> content) {
        this.info = info;
        this.content = content;
    }

    /** @param loader called once, on first use; must agree with the info */
    public static Dataset loadedOnce(DatasetInfo info, Supplier<DatasetContent> loader) {
        return new Dataset(info, new LoadedOnce<>(loader));
    }

    /**
     * One whose rows are read when they are first needed, and again if the heap had to give them up meanwhile: whoever holds on to a split
     * of them holds no more than its row numbers.
     *
     * @param loader gives equal rows with each call; must agree with the info
     */
    public static Dataset softlyHeld(DatasetInfo info, Supplier<DatasetContent> loader) {
        SoftlyHeld<DatasetContent> rows = new SoftlyHeld<>(loader);
        DatasetContent reloadable = new DatasetContent(
                new ReloadableRows(() -> rows.get().training(), info.trainingRows(), info),
                new ReloadableRows(() -> rows.get().test(), info.testRows(), info));
        return new Dataset(info, () -> reloadable);
    }

    public DatasetInfo info() {
        return info;
    }

    /**
     * Refuses sizes that {@link #split} would refuse, without loading a row.
     *
     * @throws InvalidField {@code trainSize} or {@code validationSize}: below 1, or together more than the training rows
     */
    public void checkSizes(int trainSize, int validationSize) {
        requirePositive("trainSize", trainSize);
        requirePositive("validationSize", validationSize);
        if ((long) trainSize + validationSize > info.trainingRows()) {
            String culprit = trainSize >= info.trainingRows() ? "trainSize" : "validationSize";
            throw new InvalidField(
                    culprit,
                    FieldCode.CONFLICT,
                    "trainSize + validationSize <= " + info.trainingRows() + ", the training rows of " + info.name()
                            + ", must hold, but got trainSize=" + trainSize + ", validationSize=" + validationSize);
        }
    }

    /**
     * The first {@code trainSize + validationSize} training rows, shuffled and split. Equal arguments give equal rows in
     * equal order, on every machine.
     *
     * @param seed the experiment's own; the purpose "split" is derived from it here, so that no caller can forget to
     * @param stratified whether every class keeps its share (by largest remainders) in both parts
     * @throws InvalidField as {@link #checkSizes}
     * @throws CorruptDataset if the dataset's files are damaged
     */
    public Split split(int trainSize, int validationSize, Seed seed, boolean stratified) {
        SplitRows split = splitRows(trainSize, validationSize, seed, stratified);
        LabeledData rows = training();
        return new Split(new SelectedRows(rows, split.train()), new SelectedRows(rows, split.validation()));
    }

    /**
     * The first {@code rows} training rows in as many folds: each validates once and trains with the others otherwise. Every class keeps its
     * share in each, exact to one row. Equal arguments give equal rows in equal order, on every machine. R. Kohavi, A study of
     * cross-validation and bootstrap (IJCAI 1995), section 3.
     *
     * @param rows at least as many as folds
     * @param folds 2 or more
     * @param seed the experiment's own, as in {@link #split}
     * @throws CorruptDataset if the dataset's files are damaged
     */
    public Split folds(int rows, int folds, Seed seed) {
        LabeledData data = training();
        List<Split> splits = SplitRows.folds(
                        rows, folds, data, seed.derive("split").generator())
                .stream()
                .map(each -> new Split(new SelectedRows(data, each.train()), new SelectedRows(data, each.validation())))
                .toList();
        return new Split(splits.get(0).train(), splits.get(0).validation(), splits.subList(1, folds));
    }

    /** All test rows: for {@link FinalEvaluationData} and nobody else. */
    LabeledData test() {
        return content.get().test();
    }

    LabeledData training() {
        return content.get().training();
    }

    SplitRows splitRows(int trainSize, int validationSize, Seed seed, boolean stratified) {
        checkSizes(trainSize, validationSize);
        var random = seed.derive("split").generator();
        return stratified
                ? SplitRows.stratified(trainSize, validationSize, training(), random)
                : SplitRows.shuffled(trainSize, validationSize, random);
    }

    private static void requirePositive(String field, int size) {
        if (size < 1) {
            throw new InvalidField(field, FieldCode.OUT_OF_RANGE, field + " >= 1 must hold, but got " + size);
        }
    }
}
