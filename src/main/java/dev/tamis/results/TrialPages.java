package dev.tamis.results;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Round;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.StoredMetrics;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import dev.tamis.people.Subject;
import dev.tamis.search.Direction;
import dev.tamis.search.Metrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Pages of trials, at a cost that hardly depends on how deep they lie: first the numbers of the page, then their rows by key.
 *
 * <p>Without a filter by state, an order by round or number needs no query to find the numbers: a round's trials are numbered
 * without a gap. All else is sorted by the database, numbers only; see {@code V6__trial_orders.sql} for the orders that
 * have an index. They begin with what all rows of the answer have in common: H2 walks an index for an order only where the order
 * begins as the index does, and otherwise reads all trials of the experiment for twenty of them.
 */
@Component
class TrialPages {

    private static final String NUMBER = "id.number";

    private static final String BEST_FIRST = "rank_value desc nulls last";

    /**
     * The whole index trial_rank where there are no constraints, so that no trial breaks one. Among equal values any order would do; this
     * one need not be sorted.
     */
    private static final String AS_ON_THE_LEADERBOARD =
            "violation, " + BEST_FIRST + ", tie_value desc nulls last, number";

    private static final Set<String> NEVER_NULL = Set.of("number", "round", "state", "epochs_done");

    /**
     * A metric as clients see it: where there is no number, databases would put it first or last, but not with those that have not
     * measured at all.
     */
    private static final String FINITE =
            "case when abs(%1$s) <= cast(1.7976931348623157E308 as double precision) then %1$s end";

    private static final Map<String, String> COLUMNS = Map.of(
            NUMBER,
            "number",
            "round",
            "round",
            "state",
            "state",
            "epochsDone",
            "epochs_done",
            "trainingSeconds",
            "training_seconds",
            "weights",
            "weights",
            "startedAt",
            "started_at",
            "finishedAt",
            "finished_at");

    /** Properties that are followed by a metric's name. */
    private static final Map<String, String> OF_METRICS = Map.of("metrics", "metrics", "bestMetrics", "best_metrics");

    private final Rounds rounds;
    private final TrialQueries trials;
    private final JdbcTemplate jdbc;

    TrialPages(Rounds rounds, TrialQueries trials, JdbcTemplate jdbc) {
        this.rounds = rounds;
        this.trials = trials;
        this.jdbc = jdbc;
    }

    /**
     * @param requested sorted by properties of {@link Trial}, or {@code metrics.} and a name; what is equal in all of them goes by number
     * @throws NotFound if the experiment has no such round
     */
    Page<Trial> page(
            Subject by,
            Experiment experiment,
            Optional<TrialState> state,
            Optional<Integer> round,
            Pageable requested) {
        Pageable wanted =
                PageRequest.of(requested.getPageNumber(), requested.getPageSize(), total(requested.getSort()));
        List<Round> among = rounds.of(by, experiment.id()).stream()
                .filter(each -> round.isEmpty() || round.get() == each.number())
                .toList();
        Optional<Round> only =
                round.map(number -> among.stream().findFirst().orElseThrow(() -> new NotFound("round", number)));
        int total = total(experiment, state, only);
        List<Integer> numbers;
        if (wanted.getOffset() >= total) {
            numbers = List.of();
        } else if (state.isEmpty() && byRoundAndNumber(wanted.getSort())) {
            numbers = numbers(among, wanted);
        } else {
            numbers = sorted(experiment, state, only, wanted);
        }
        return new PageImpl<>(trials.inOrder(experiment.id(), numbers), requested, total);
    }

    /** Up to the number and no further: there are no two equal ones. */
    private static Sort total(Sort sort) {
        List<Sort.Order> orders = new ArrayList<>();
        for (Sort.Order each : sort.and(Sort.by(NUMBER))) {
            orders.add(each);
            if (each.getProperty().equals(NUMBER)) {
                break;
            }
        }
        return Sort.by(orders);
    }

    /** The counters on the rows of the experiment and its rounds say it, but for a state within a round. */
    private int total(Experiment experiment, Optional<TrialState> state, Optional<Round> round) {
        if (state.isEmpty()) {
            return round.map(Round::trialCount).orElse(experiment.counts().drawn());
        }
        return round.map(within -> jdbc.queryForObject(
                        "select count(*) from trial where experiment_id = ? and state = ? and number between ? and ?",
                        Integer.class,
                        experiment.id(),
                        state.get().name(),
                        within.firstTrial(),
                        within.lastTrial()))
                .orElse(experiment.counts().of(state.get()));
    }

    private static boolean byRoundAndNumber(Sort sort) {
        List<String> properties = sort.stream().map(Sort.Order::getProperty).toList();
        return properties.get(0).equals(NUMBER)
                || (properties.get(0).equals("round") && properties.get(1).equals(NUMBER));
    }

    private static List<Integer> numbers(List<Round> among, Pageable wanted) {
        List<Round> inOrder = new ArrayList<>(among);
        if (wanted.getSort().iterator().next().isDescending()) {
            Collections.reverse(inOrder);
        }
        boolean falling = wanted.getSort().getOrderFor(NUMBER).isDescending();
        return inOrder.stream()
                .flatMapToInt(round -> IntStream.rangeClosed(round.firstTrial(), round.lastTrial())
                        .map(number -> falling ? round.firstTrial() + round.lastTrial() - number : number))
                .skip(wanted.getOffset())
                .limit(wanted.getPageSize())
                .boxed()
                .toList();
    }

    private List<Integer> sorted(
            Experiment experiment, Optional<TrialState> state, Optional<Round> round, Pageable wanted) {
        List<Object> arguments = new ArrayList<>(List.of(experiment.id()));
        StringBuilder sql = new StringBuilder("select number from trial where experiment_id = ?");
        state.ifPresent(only -> {
            sql.append(" and state = ?");
            arguments.add(only.name());
        });
        round.ifPresent(only -> {
            sql.append(" and number between ? and ?");
            arguments.addAll(List.of(only.firstTrial(), only.lastTrial()));
        });
        sql.append(" order by experiment_id, ")
                .append(state.isPresent() && round.isEmpty() ? "state, " : "")
                .append(order(wanted.getSort(), experiment));
        sql.append(" offset ? rows fetch next ? rows only");
        arguments.addAll(List.of(wanted.getOffset(), wanted.getPageSize()));
        return jdbc.queryForList(sql.toString(), Integer.class, arguments.toArray());
    }

    private static String order(Sort sort, Experiment experiment) {
        String order = sort.stream().map(each -> inSql(each, experiment)).collect(Collectors.joining(", "));
        return order.equals(BEST_FIRST + ", number")
                        && experiment.plan().constraints().isEmpty()
                ? AS_ON_THE_LEADERBOARD
                : order;
    }

    private static String inSql(Sort.Order order, Experiment experiment) {
        boolean falling = order.isDescending();
        if (order.getProperty().equals("objectiveValue")) {
            // The rank value is there where clients see an objective value; that of a running trial is provisional.
            boolean maximized = experiment.plan().objective().direction() == Direction.MAXIMIZE;
            return falling == maximized ? BEST_FIRST : "rank_value nulls last";
        }
        Metrics metrics = experiment.plan().metrics();
        if (order.getProperty().equals("metrics." + metrics.tie())) {
            // So that no row need be read: the index of the ranking has it, turned so that larger is better.
            boolean turned = metrics.named(metrics.tie()).direction() == Direction.MINIMIZE;
            return "tie_value" + (falling == turned ? "" : " desc") + " nulls last";
        }
        String column = column(order.getProperty(), metrics);
        // Databases disagree on where nulls go. Where there are none, saying it would keep them from an index.
        return column + (falling ? " desc" : "") + (NEVER_NULL.contains(column) ? "" : " nulls last");
    }

    private static String column(String property, Metrics metrics) {
        String column = COLUMNS.get(property);
        if (column == null) {
            String[] parts = property.split("\\.", 2);
            column = FINITE.formatted(StoredMetrics.element(OF_METRICS.get(parts[0]), metrics.indexOf(parts[1])));
        }
        return column;
    }
}
