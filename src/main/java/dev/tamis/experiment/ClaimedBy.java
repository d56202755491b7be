package dev.tamis.experiment;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Which of an experiment's trials in training: those that somebody has claimed.
 *
 * @param condition in SQL, on rows of {@code trial}
 * @param values of its parameters, but for the experiment
 */
record ClaimedBy(String condition, Map<String, Object> values) {

    private static final String RUNNING = "experiment_id = :experiment and state = 'RUNNING'";

    static ClaimedBy anybody() {
        return new ClaimedBy(RUNNING, Map.of());
    }

    /** Whoever has, or had, the lane. */
    static ClaimedBy lane(int lane) {
        return new ClaimedBy(RUNNING + " and lane = :lane", Map.of("lane", lane));
    }

    /** One execution: see {@link Claim}. */
    static ClaimedBy execution(String claimedBy) {
        return new ClaimedBy(RUNNING + " and claimed_by = :claimedBy", Map.of("claimedBy", claimedBy));
    }

    MapSqlParameterSource of(UUID experimentId) {
        return new MapSqlParameterSource("experiment", experimentId).addValues(values);
    }
}
