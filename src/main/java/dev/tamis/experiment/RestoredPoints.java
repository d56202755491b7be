package dev.tamis.experiment;

import static dev.tamis.experiment.RestoredTogether.contradiction;

import dev.tamis.search.Prior;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an archive has of points must be what hyperparameters may be: whoever reads one takes its values for that. */
final class RestoredPoints {

    private static final String RULE =
            "must have a value of each parameter of its space that is there, which it may be, and no others";

    private final JdbcTemplate jdbc;
    private final Map<UUID, Searched> experiments = new HashMap<>();

    /** @param tunables by their names @param first what is searched in the first round, which has all names that any has */
    private record Searched(Plan plan, Map<String, Tunable> tunables, SearchSpace first) {

        /** Values may lie outside of a round's ranges, or be of a parameter that is gone from them: somebody has chosen the point earlier. */
        boolean isPoint(SearchSpace space, Parameters point) {
            return first.domains().keySet().containsAll(point.values().keySet())
                    && areLegal(point)
                    && space.domains().keySet().stream()
                            .allMatch(name -> point.values().containsKey(name) || !space.isThere(name, point.values()));
        }

        int steps(Parameters point) {
            return plan.trainer().length(plan, point).steps();
        }

        boolean areLegal(Parameters values) {
            return values.values().entrySet().stream().allMatch(each -> isLegal(each.getKey(), each.getValue()));
        }

        boolean isLegal(String name, Object value) {
            try {
                return tunables.containsKey(name) && tunables.get(name).checked(value) != null;
            } catch (InvalidField refused) {
                return false;
            }
        }

        boolean areLegal(SearchSpace space) {
            return space.domains().entrySet().stream().allMatch(each -> isLegal(each.getKey(), each.getValue()));
        }

        private boolean isLegal(String name, Domain domain) {
            if (domain instanceof CategoricalDomain choices) {
                return choices.choices().stream().allMatch(each -> isLegal(name, each));
            }
            if (domain instanceof FloatDomain real) {
                return isLegal(name, (Object) real.low())
                        && isLegal(name, (Object) real.high())
                        && tunables.get(name).legal().kind() == LegalValues.Kind.FLOAT;
            }
            return domain instanceof IntDomain whole
                    && isLegal(name, (Object) whole.low())
                    && isLegal(name, (Object) whole.high());
        }
    }

    RestoredPoints(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Learns of an experiment. @throws dev.tamis.backup.MeaninglessRow if its plan has what no hyperparameter may be */
    void of(UUID id, Plan plan) {
        SearchSpace space = plan.model().searched();
        Searched searched = new Searched(
                plan,
                plan.trainer().tunables().stream().collect(Collectors.toMap(Tunable::key, Function.identity())),
                space);
        if (!searched.areLegal(plan.model().fixed())
                || !searched.areLegal(space)
                || !plan.points().stream().allMatch(each -> searched.isPoint(space, each))) {
            throw contradiction(
                    "experiment",
                    id,
                    "plan",
                    "must fix, search and try what the hyperparameters of its trainer may be");
        }
        experiments.put(id, searched);
    }

    /** @throws dev.tamis.backup.MeaninglessRow if a point is none, of any of those experiments */
    void check() {
        Map<UUID, Map<Integer, SearchSpace>> rounds = new HashMap<>();
        Map<UUID, SearchSpace> latest = new HashMap<>();
        jdbc.query("select experiment_id, number, space, requested_space from round order by number", row -> {
            UUID id = row.getObject(1, UUID.class);
            SearchSpace space = StoredJson.read(row.getString(3), SearchSpace.class);
            require(id, "space", space);
            Optional.ofNullable(row.getString(4))
                    .map(text -> StoredJson.read(text, SearchSpace.class))
                    .ifPresent(requested -> require(id, "requested_space", requested));
            rounds.computeIfAbsent(id, key -> new HashMap<>()).put(row.getInt(2), space);
            latest.put(id, space);
        });
        jdbc.query("select experiment_id, round, parameters, epochs from trial", row -> {
            UUID id = row.getObject(1, UUID.class);
            SearchSpace space = rounds.getOrDefault(id, Map.of()).get(row.getInt(2));
            Parameters point = point(row.getString(3));
            require("trial", "parameters", id, space, List.of(point));
            if (experiments.containsKey(id) && experiments.get(id).steps(point) != row.getInt(4)) {
                throw contradiction("trial", id, "epochs", "must be as many as its point has by the plan");
            }
        });
        jdbc.query("select experiment_id, parameters from enqueued_point", row -> {
            UUID id = row.getObject(1, UUID.class);
            require("enqueued_point", "parameters", id, latest.get(id), List.of(point(row.getString(2))));
        });
        jdbc.query("select experiment_id, trials from prior", row -> {
            UUID id = row.getObject(1, UUID.class);
            Prior prior = StoredJson.read(row.getString(2), Prior.class);
            require(
                    "prior",
                    "trials",
                    id,
                    experiments.containsKey(id) ? experiments.get(id).first() : null,
                    prior.trials().stream().map(Prior.Rated::point).toList());
        });
    }

    private void require(UUID id, String column, SearchSpace space) {
        Searched searched = experiments.get(id);
        if (searched != null
                && !(searched.areLegal(space)
                        && searched.first()
                                .domains()
                                .keySet()
                                .containsAll(space.domains().keySet()))) {
            throw contradiction("round", id, column, "must search what the plan does, and no values that may not be");
        }
    }

    /** What is left of an experiment that has been removed is of none. */
    private void require(String table, String column, UUID id, SearchSpace space, List<Parameters> points) {
        Searched searched = experiments.get(id);
        if (searched != null && !points.stream().allMatch(each -> searched.isPoint(space, each))) {
            throw contradiction(table, id, column, RULE);
        }
    }

    private static Parameters point(String text) {
        return StoredJson.read(text, Parameters.class);
    }
}
