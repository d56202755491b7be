package dev.tamis.results;

import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.PackedDoubles;
import dev.tamis.experiment.Trial;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What trials have measured, as far as they are by now. */
@Component
class StoredCurves {

    private static final String PART = " from measurement where experiment_id = :experiment and trial_number = :trial"
            + " and epoch > :after and epoch <= :upTo order by epoch";

    private final NamedParameterJdbcTemplate jdbc;

    StoredCurves(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A part of a trial's curve, in the order of the epochs. One query a trial walks the key; for a list of trials H2 reads every
     * measurement of the experiment. What lies beyond the epochs done is left of an earlier attempt.
     */
    List<Measurement> of(CurvePart part) {
        int number = part.trial().number();
        return jdbc.query(
                "select epoch, metrics" + PART,
                which(part),
                (row, index) -> new Measurement(
                        number, row.getInt("epoch"), PackedDoubles.read(row.getBytes("metrics")), List.of()));
    }

    /** The training loss of every iteration that a trial has done, where they are kept. */
    List<Double> iterationLossesOf(Trial trial) {
        return jdbc
                .query(
                        "select iteration_losses" + PART,
                        which(CurvePart.whole(trial)),
                        (row, index) -> PackedDoubles.read(row.getBytes("iteration_losses")))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static MapSqlParameterSource which(CurvePart part) {
        return new MapSqlParameterSource("experiment", part.trial().experimentId())
                .addValue("trial", part.trial().number())
                .addValue("after", part.after())
                .addValue("upTo", part.upTo());
    }
}
