package dev.tamis.web.warning;

import dev.tamis.mlp.Hyperparameter;
import dev.tamis.space.Domain;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Batch norm subtracts a batch's mean: of a single row nothing is left. A batch has one row where its size is 1, and the last
 * of an epoch where the size divides the rows but one: the training rows, or for the final evaluation the validation rows too.
 */
final class BatchOfOne implements Rule {

    private static final int NAMED = 5;

    @Override
    public Stream<Warning> warnings(Subject subject) {
        if (!subject.hasNetworks()
                || !subject.choices(Hyperparameter.BATCH_NORM).contains(true)
                || subject.largest(Hyperparameter.HIDDEN_LAYERS) == 0) {
            return Stream.empty();
        }
        var dataset = subject.plan().dataset();
        int all = dataset.trainSize() + dataset.validationSize();
        return Stream.concat(
                warnings(subject, 1, dataset.trainSize(), " training rows"),
                warnings(subject, 2, all, " rows that the final evaluation trains on"));
    }

    private static Stream<Warning> warnings(Subject subject, int smallest, int rows, String which) {
        List<Long> sizes = LongStream.rangeClosed(smallest, rows)
                .filter(size -> size == 1 || rows % size == 1)
                .filter(size -> isTried(subject, size))
                .limit(NAMED)
                .boxed()
                .toList();
        if (sizes.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new Warning(
                WarningCode.BATCH_OF_ONE,
                subject.field(Hyperparameter.BATCH_SIZE),
                "With batch norm, a batch of one row teaches nothing; of " + rows + which
                        + " one is left over, or each is alone, where batchSize is "
                        + sizes.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    private static boolean isTried(Subject subject, long size) {
        return subject.domain(Hyperparameter.BATCH_SIZE)
                .map((Domain domain) -> domain.contains(size))
                .orElseGet(() -> subject.choices(Hyperparameter.BATCH_SIZE).contains(size));
    }
}
