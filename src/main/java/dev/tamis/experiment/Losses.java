package dev.tamis.experiment;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What became of trials that did not complete, in words. */
@Component
class Losses {

    /** How much of a trial's reason is told in the experiment's, whose column has room for 2,000 characters. */
    private static final int REASON_LIMIT = 1_500;

    private final JdbcTemplate jdbc;

    Losses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Trials that ended in some state for some reason. */
    private record Group(TrialState state, String reason, int trials) {}

    /** How the trials of a round ended, if none of them completed. */
    Optional<String> of(Experiment experiment, Round round) {
        var groups = jdbc.query(
                """
                select state, reason, count(*) from trial
                where experiment_id = ? and number between ? and ? group by state, reason""",
                (row, index) -> new Group(TrialState.valueOf(row.getString(1)), row.getString(2), row.getInt(3)),
                experiment.id(),
                round.firstTrial(),
                round.lastTrial());
        if (groups.stream().anyMatch(each -> each.state() == TrialState.COMPLETED)) {
            return Optional.empty();
        }
        String counts = Stream.of(TrialState.FAILED, TrialState.PRUNED, TrialState.CANCELLED)
                .map(state -> new Group(state, "", sum(groups.stream().filter(each -> each.state() == state))))
                .filter(each -> each.trials() > 0)
                .map(each -> each.trials() + " " + each.state().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return Optional.of(counts + commonest(groups.stream()));
    }

    /** What most of an experiment's failed trials failed for, to be appended to how many they are. */
    String commonestReason(Experiment experiment) {
        return commonest(jdbc
                .query(
                        """
                        select reason, count(*) from trial where experiment_id = ? and state = 'FAILED' group by reason""",
                        (row, index) -> new Group(TrialState.FAILED, row.getString(1), row.getInt(2)),
                        experiment.id())
                .stream());
    }

    /** Reasons that differ in their numbers only, mostly the epoch, are one. */
    private static String commonest(Stream<Group> groups) {
        Map<String, Group> byPattern = new HashMap<>();
        groups.filter(each -> each.reason() != null)
                .forEach(each -> byPattern.merge(
                        each.reason().replaceAll("\\d+", "N"),
                        each,
                        (one, other) -> new Group(
                                one.state(), one.reason().replaceAll("\\d+", "N"), one.trials() + other.trials())));
        return byPattern.values().stream()
                .max((one, other) -> one.trials() != other.trials()
                        ? Integer.compare(one.trials(), other.trials())
                        : other.reason().compareTo(one.reason()))
                .map(each -> "; the commonest reason, of " + each.trials() + " of them: " + shortened(each.reason()))
                .orElse("");
    }

    private static int sum(Stream<Group> groups) {
        return groups.mapToInt(Group::trials).sum();
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT) + " …";
    }
}
