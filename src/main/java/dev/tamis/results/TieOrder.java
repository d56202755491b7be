package dev.tamis.results;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.StoredMetrics;
import dev.tamis.search.Direction;
import dev.tamis.search.Metrics;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * All trials of an experiment by the metric that decides between equals. Of those that are ranked the index trial_rank holds its value,
 * so that their rows need not be read, which would take most of the time; of the few others the row says it.
 */
final class TieOrder {

    /** How many rows is no parameter: H2 takes the result of a part for the last one's where only that differs. */
    private static final String PART =
            "(select number, %1$s as measured from trial where experiment_id = ? and rank_value is %2$s"
                    + " order by measured %3$s nulls last, number %4$s fetch first %5$d rows only)";

    private TieOrder() {}

    /** Statement and its arguments, giving numbers. */
    record Query(String sql, List<Object> arguments) {}

    /** @return empty for another order */
    static Optional<Query> of(Experiment experiment, Pageable wanted) {
        List<Sort.Order> orders = wanted.getSort().toList();
        Metrics metrics = experiment.plan().metrics();
        if (orders.size() != 2 || !orders.get(0).getProperty().equals("metrics." + metrics.tie())) {
            return Optional.empty();
        }
        String first = direction(orders.get(0));
        String second = direction(orders.get(1));
        int place = metrics.indexOf(metrics.tie());
        // It stands there turned so that larger is better.
        String ranked = metrics.all().get(place).direction() == Direction.MAXIMIZE ? "tie_value" : "(0 - tie_value)";
        String others = StoredMetrics.element("metrics", place);
        long upTo = wanted.getOffset() + wanted.getPageSize();
        return Optional.of(new Query(
                "select number from (" + part(ranked, "not null", first, second, upTo) + " union all "
                        + part(others, "null", first, second, upTo) + ") trials order by measured " + first
                        + " nulls last, number " + second + " offset ? rows fetch next ? rows only",
                List.of(experiment.id(), experiment.id(), wanted.getOffset(), wanted.getPageSize())));
    }

    private static String part(String value, String rank, String first, String second, long upTo) {
        return PART.formatted(TrialPages.FINITE.formatted(value), rank, first, second, upTo);
    }

    private static String direction(Sort.Order order) {
        return order.isDescending() ? "desc" : "asc";
    }
}
