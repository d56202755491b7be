package dev.tamis.experiment;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Which of an experiment's trials in training.
 *
 * @param condition in SQL, on rows of {@code trial}
 * @param values of its parameters, but for the experiment
 */
record Held(String condition, Map<String, Object> values) {

    private static final String RUNNING = "experiment_id = :experiment and state = 'RUNNING'";

    static Held byAnybody() {
        return new Held(RUNNING, Map.of());
    }

    /** By whoever has, or had, the lane. */
    static Held byLane(int lane) {
        return new Held(RUNNING + " and lane = :lane", Map.of("lane", lane));
    }

    /** By the one execution that claimed them with the token. */
    static Held byToken(String token) {
        return new Held(RUNNING + " and claimed_by = :token", Map.of("token", token));
    }

    MapSqlParameterSource of(UUID experimentId) {
        return new MapSqlParameterSource("experiment", experimentId).addValues(values);
    }
}
