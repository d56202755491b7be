package dev.tamis.experiment;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/** What trials have measured, epoch by epoch: the table {@code measurement}. */
@Component
class Curves {

    private static final String EPOCH = "experiment_id = :experiment and trial_number = :trial and epoch = :epoch";

    private final NamedParameterJdbcTemplate jdbc;

    Curves(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What an earlier attempt has measured is measured again, and equal but for the rounding of another kind of processor. */
    void write(Experiment experiment, Map<Integer, Standing> held, List<Measurement> results) {
        Map<Boolean, List<Measurement>> byKept = results.stream()
                .collect(Collectors.partitioningBy(
                        each -> held.get(each.trialNumber()).keeps(each.step())));
        write(experiment, byKept.get(true), """
                update measurement set metrics = :metrics, iteration_losses = :iterationLosses
                where\s""" + EPOCH);
        write(experiment, byKept.get(false), """
                insert into measurement (experiment_id, trial_number, epoch, metrics, iteration_losses)
                values (:experiment, :trial, :epoch, :metrics, :iterationLosses)""");
    }

    private void write(Experiment experiment, List<Measurement> results, String sql) {
        boolean iterations = experiment.plan().terms().curve() == CurveDetail.ITERATION;
        jdbc.batchUpdate(
                sql,
                results.stream()
                        .map(each -> new MapSqlParameterSource("experiment", experiment.id())
                                .addValue("trial", each.trialNumber())
                                .addValue("epoch", each.step())
                                .addValue("metrics", PackedDoubles.write(each.values()))
                                .addValue(
                                        "iterationLosses",
                                        iterations ? PackedDoubles.write(each.iterationLosses()) : null,
                                        Types.VARBINARY))
                        .toArray(SqlParameterSource[]::new));
    }

    /**
     * Clears away a piece of what a removed experiment has left, along the key, which both databases walk for a range and for nothing
     * else.
     *
     * @param most rows at a time
     * @return whether there was anything
     */
    boolean clear(UUID experimentId, int most) {
        MapSqlParameterSource which = new MapSqlParameterSource("experiment", experimentId);
        List<int[]> last = jdbc.query("""
                select trial_number, epoch from measurement where experiment_id = :experiment
                order by experiment_id, trial_number, epoch offset :others rows fetch next 1 rows only""", which.addValue("others", most - 1), (row, index) ->
                new int[] {row.getInt("trial_number"), row.getInt("epoch")});
        if (last.isEmpty()) {
            return jdbc.update("delete from measurement where experiment_id = :experiment", which) > 0;
        }
        which.addValue("trial", last.get(0)[0]).addValue("epoch", last.get(0)[1]);
        jdbc.update("delete from measurement where experiment_id = :experiment and trial_number < :trial", which);
        jdbc.update(
                "delete from measurement where experiment_id = :experiment and trial_number = :trial and epoch <= :epoch",
                which);
        return true;
    }
}
