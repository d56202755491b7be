package dev.tamis.experiment;

import dev.tamis.search.Tried;
import dev.tamis.space.FinitePoints;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which points an experiment has tried before a round: read only where points can run out. */
@Component
class PointsTried {

    private final JdbcTemplate jdbc;

    PointsTried(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a round shall not try again.
     *
     * @param space that it searches
     * @param first number of its first trial
     */
    Tried before(Plan plan, UUID experimentId, SearchSpace space, int first) {
        if (plan.repeats()) {
            return Tried.repeats();
        }
        Tried nothing = Tried.nothing(space);
        if (first == 0 || FinitePoints.of(space).isEmpty()) {
            return nothing;
        }
        List<Parameters> points = new ArrayList<>();
        jdbc.query(
                "select parameters from trial where experiment_id = ? and number < ?",
                row -> {
                    points.add(StoredJson.read(row.getString(1), Parameters.class));
                },
                experimentId,
                first);
        return nothing.with(points);
    }

    /** What to say where a round has none left that is not tried. */
    static String allTried(SearchSpace space, int round) {
        String points = FinitePoints.of(space)
                .map(all -> (all.size() == 1 ? "the only point" : "all " + all.size() + " points") + " of ")
                .orElse("all points of ");
        return points
                + (round == 1 ? "the search space" : "round " + round + "'s ranges")
                + (points.startsWith("all") ? " are tried" : " is tried");
    }
}
