package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What trials measure at each step.
 *
 * @param all in the order in which their values come, and are stored
 * @param objectives names of those that may rank trials, all taken on validation data; the first one does where nobody says
 * @param tie name of the one that decides between trials of equal rank
 */
public record Metrics(List<Metric> all, List<String> objectives, String tie) {

    public Metrics {
        all = List.copyOf(all);
        objectives = List.copyOf(objectives);
    }

    /** The place of a metric's value among the values of one step, 0-based. */
    public int indexOf(String name) {
        return place(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be a metric of " + all.stream().map(Metric::name).toList() + ", but got " + name));
    }

    public Metric named(String name) {
        return all.get(indexOf(name));
    }

    /**
     * A metric's value.
     *
     * @param values of one step, or none
     * @return empty where there are no values, or no such metric
     */
    public Optional<Double> value(List<Double> values, String name) {
        return values.isEmpty() ? Optional.empty() : place(name).map(values::get);
    }

    /** A metric that is to rank trials. @throws InvalidField {@code metric}: it may not */
    public Metric objective(String name) {
        if (!objectives.contains(name)) {
            throw new InvalidField(
                    "metric", FieldCode.NOT_ONE_OF, "must be one of " + objectives + ", but got " + Shown.of(name));
        }
        return named(name);
    }

    /** Of two steps' values the better ones, each by its own direction. */
    public List<Double> better(List<Double> some, List<Double> others) {
        List<Double> better = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Direction direction = all.get(i).direction();
            better.add(direction.merit(others.get(i)) > direction.merit(some.get(i)) ? others.get(i) : some.get(i));
        }
        return better;
    }

    private Optional<Integer> place(String name) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
