package dev.tamis.experiment;

import dev.tamis.experiment.EnqueuedPoints.Chosen;
import dev.tamis.people.Subject;
import dev.tamis.search.Prior;
import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What a new experiment takes of earlier ones, and what it has taken. */
@Component
class EarlierTrials {

    /** Of each experiment, so many of the best and as many of the others are looked at. */
    private static final int LOOKED_AT = 300;

    private final ExperimentRows experiments;
    private final NamedParameterJdbcTemplate jdbc;

    EarlierTrials(ExperimentRows experiments, NamedParameterJdbcTemplate jdbc) {
        this.experiments = experiments;
        this.jdbc = jdbc;
    }

    /**
     * What a submission takes.
     *
     * @param chosen points to try first
     * @param prior what its sampler is told
     */
    record Taken(List<Chosen> chosen, Prior prior) {

        static final Taken NOTHING = new Taken(List.of(), Prior.NONE);
    }

    /**
     * An earlier trial whose point lies in the new space.
     *
     * @param quality see {@link Prior.Rated}: of the worst one 0, as of those that came to nothing
     */
    private record Earlier(int number, Parameters point, double quality, boolean measured) {}

    /**
     * Looks up what a plan begins with.
     *
     * @throws InvalidField below {@code warmStart}: an experiment that there is not for them, or none of whose trials is of any use
     */
    Taken of(Subject by, Plan plan) {
        WarmStart warm = plan.start().warmStart();
        if (warm == null) {
            return Taken.NOTHING;
        }
        List<List<Earlier>> all = new ArrayList<>();
        for (int i = 0; i < warm.experiments().size(); i++) {
            all.add(usable(by, plan, warm.experiments().get(i), "warmStart.experiments[" + i + "]"));
        }
        return warm.mode() == WarmStart.Mode.POINTS
                ? new Taken(best(all, warm.points(), plan), Prior.NONE)
                : new Taken(List.of(), prior(all));
    }

    /** The best of each, then the second of each, and so on: each point once, and no more than there are trials for. */
    private static List<Chosen> best(List<List<Earlier>> all, int each, Plan plan) {
        Map<Parameters, String> points = new LinkedHashMap<>();
        for (int place = 0; place < each; place++) {
            for (int i = 0; i < all.size(); i++) {
                if (place < all.get(i).size()) {
                    Earlier trial = all.get(i).get(place);
                    // Not the id, which is nobody's business to whom only the new experiment is shown.
                    points.putIfAbsent(
                            trial.point(), "trial " + trial.number() + " of warmStart.experiments[" + i + "]");
                }
            }
        }
        plan.points().forEach(points::remove);
        int room = plan.terms().budget().maxTrials() - plan.points().size();
        return points.entrySet().stream()
                .limit(room)
                .map(point -> new Chosen(point.getKey(), point.getValue()))
                .toList();
    }

    private static Prior prior(List<List<Earlier>> all) {
        int share = Prior.MOST / all.size();
        return new Prior(all.stream()
                .flatMap(trials -> halfBestHalfSpread(trials, share).stream())
                .map(trial -> new Prior.Rated(trial.point(), trial.quality()))
                .toList());
    }

    /** @param ranked the best first */
    private static <T> List<T> halfBestHalfSpread(List<T> ranked, int count) {
        if (ranked.size() <= count) {
            return ranked;
        }
        int half = count / 2;
        List<T> chosen = new ArrayList<>(ranked.subList(0, half));
        for (int i = half; i < count; i++) {
            chosen.add(ranked.get((int) (half + (long) (i - half) * (ranked.size() - half) / (count - half))));
        }
        return chosen;
    }

    /** The best first, failed ones last. */
    private List<Earlier> usable(Subject by, Plan plan, UUID id, String field) {
        Plan before;
        try {
            before = experiments.get(by, id).plan();
        } catch (NotFound missing) {
            throw new InvalidField(field, FieldCode.NOT_FOUND, missing.getMessage());
        }
        List<Integer> ranked = jdbc.queryForList("""
                select number from trial where experiment_id = :experiment and state in ('COMPLETED', 'FAILED')
                order by case when rank_value is null then 1 else 0 end, violation, rank_value desc, tie_value desc nulls last, number""", new MapSqlParameterSource("experiment", id), Integer.class);
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            places.put(ranked.get(i), i);
        }
        List<Integer> numbers = halfBestHalfSpread(ranked, 2 * LOOKED_AT);
        Map<Integer, Earlier> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.query("""
                    select number, parameters, rank_value from trial
                    where experiment_id = :experiment and number in (:numbers)""", new MapSqlParameterSource("experiment", id).addValue("numbers", numbers), row -> {
                int number = row.getInt(1);
                Parameters drawn = StoredJson.read(row.getString(2), Parameters.class);
                row.getDouble(3);
                boolean measured = !row.wasNull();
                double quality = measured ? quality(places.get(number), ranked.size()) : 0;
                within(plan.model().searched(), values(before, drawn))
                        .ifPresent(point -> found.put(number, new Earlier(number, point, quality, measured)));
            });
        }
        List<Earlier> usable = numbers.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(each -> plan.start().warmStart().mode() == WarmStart.Mode.PRIOR || each.measured())
                .toList();
        if (usable.isEmpty()) {
            throw new InvalidField(
                    field,
                    FieldCode.CONFLICT,
                    "must have a trial that has ended with a point in the ranges that are searched now, but none of "
                            + ranked.size() + " has");
        }
        return usable;
    }

    private static double quality(int place, int count) {
        return count == 1 ? 1 : 1 - (double) place / (count - 1);
    }

    /** Every value that the trial had: drawn, fixed or usual. */
    private static Map<String, Object> values(Plan before, Parameters drawn) {
        Map<String, Object> values = new HashMap<>();
        before.trainer().tunables().forEach(each -> values.put(each.key(), each.usual()));
        values.putAll(before.model().at(drawn).values());
        return values;
    }

    /** The point of a space that has these values; empty where they lie outside. */
    private static Optional<Parameters> within(SearchSpace space, Map<String, Object> values) {
        for (Map.Entry<String, Domain> each : space.domains().entrySet()) {
            Object value = values.get(each.getKey());
            if (value == null) {
                return Optional.empty();
            }
        }
        try {
            Parameters point = space.point((name, domain) -> own(domain, values.get(name)));
            return Optional.of(point).filter(space::contains);
        } catch (InvalidField outside) {
            return Optional.empty();
        }
    }

    private static Object own(Domain domain, Object value) {
        Object own = domain.ofKind(value);
        return domain.cardinality().isPresent() && domain.contains(own) ? domain.nth(domain.placeOf(own)) : own;
    }

    /** Keeps what a submission has taken. */
    void keep(UUID experimentId, Taken taken) {
        if (!taken.prior().trials().isEmpty()) {
            jdbc.update(
                    "insert into prior (experiment_id, trials) values (:experiment, :trials)",
                    new MapSqlParameterSource("experiment", experimentId)
                            .addValue("trials", StoredJson.write(taken.prior())));
        }
    }

    /** What an experiment's sampler is told; nothing where it was submitted without. */
    Prior prior(Plan plan, UUID experimentId) {
        WarmStart warm = plan.start().warmStart();
        if (warm == null || warm.mode() != WarmStart.Mode.PRIOR) {
            return Prior.NONE;
        }
        return jdbc
                .queryForList(
                        "select trials from prior where experiment_id = :experiment",
                        new MapSqlParameterSource("experiment", experimentId),
                        String.class)
                .stream()
                .map(text -> StoredJson.read(text, Prior.class))
                .findFirst()
                .orElse(Prior.NONE);
    }
}
