package dev.tamis.dataset;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import java.util.stream.IntStream;

/**
 * What a final evaluation is given: the winner retrains on train and validation rows together and is scored once on the test
 * rows.
 *
 * <p>The only public way to test rows, and a class of its own so that a rule can say who may mention it. A score on test data
 * that anything was chosen by is no longer an estimate of how the winner does on new data: if trials could see these rows, or if the
 * leaderboard could be ranked by them, the reported accuracy would be the best of a hundred guesses. So only what serves
 * {@code final-evaluation} may depend on this class; samplers, trials, schedulers of trials and leaderboards never.
 */
public final class FinalEvaluationData {

    private final LabeledData train;

    private final LabeledData test;

    private FinalEvaluationData(LabeledData train, LabeledData test) {
        this.train = train;
        this.test = test;
    }

    /**
     * Takes the arguments of the experiment's {@link Dataset#split}.
     *
     * @throws InvalidField as {@link Dataset#checkSizes}
     * @throws CorruptDataset if the dataset's files are damaged
     */
    public static FinalEvaluationData of(
            Dataset dataset, int trainSize, int validationSize, Seed seed, boolean stratified) {
        SplitRows split = dataset.splitRows(trainSize, validationSize, seed, stratified);
        int[] both = IntStream.concat(IntStream.of(split.train()), IntStream.of(split.validation()))
                .toArray();
        return new FinalEvaluationData(new SelectedRows(dataset.training(), both), dataset.test());
    }

    /** The experiment's train rows in its split's order, followed by its validation rows. */
    public LabeledData train() {
        return train;
    }

    /** Every test row of the dataset, in its own order. */
    public LabeledData test() {
        return test;
    }
}
