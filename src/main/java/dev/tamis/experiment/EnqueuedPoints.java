package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/** The points that somebody has chosen for an experiment and that have no trial yet. The caller holds the lock on the experiment's row. */
@Component
class EnqueuedPoints {

    private final NamedParameterJdbcTemplate jdbc;

    EnqueuedPoints(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A point that somebody has chosen.
     *
     * @param note why, if only nothing
     */
    record Chosen(Parameters point, String note) {

        static List<Parameters> points(List<Chosen> all) {
            return all.stream().map(Chosen::point).toList();
        }
    }

    /** In their order. */
    List<Chosen> of(UUID experimentId) {
        return jdbc.query(
                "select parameters, note from enqueued_point where experiment_id = :experiment order by place",
                new MapSqlParameterSource("experiment", experimentId),
                (row, index) -> new Chosen(StoredJson.read(row.getString(1), Parameters.class), row.getString(2)));
    }

    /** They come after those that are there. */
    void add(UUID experimentId, List<Chosen> more) {
        int next = jdbc.queryForObject(
                "select coalesce(max(place) + 1, 0) from enqueued_point where experiment_id = :experiment",
                new MapSqlParameterSource("experiment", experimentId),
                Integer.class);
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Chosen each : more) {
            rows.add(new MapSqlParameterSource("experiment", experimentId)
                    .addValue("place", next++)
                    .addValue("parameters", StoredJson.write(each.point()))
                    .addValue("note", each.note(), Types.VARCHAR));
        }
        jdbc.batchUpdate("""
                insert into enqueued_point (experiment_id, place, parameters, note)
                values (:experiment, :place, :parameters, :note)""", rows.toArray(SqlParameterSource[]::new));
    }

    /** The first so many have trials now. */
    void take(UUID experimentId, int count) {
        if (count > 0) {
            jdbc.update("""
                    delete from enqueued_point where experiment_id = :experiment and place < :count +
                        (select min(place) from enqueued_point where experiment_id = :experiment)""", new MapSqlParameterSource("experiment", experimentId).addValue("count", count));
        }
    }
}
