package dev.tamis.search;

import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What is known of a round when one of its trials is drawn: see {@link Lag}. Empty for whoever does not learn.
 *
 * @param ended trials that have ended, by number
 * @param underWay trials drawn after those, by number: their points, whatever has become of them
 */
public record History(List<Ended> ended, List<UnderWay> underWay) {

    /** Nothing. */
    public static final History NONE = new History(List.of(), List.of());

    /**
     * How a trial ended.
     *
     * @param outcome empty if it failed or was stopped early
     */
    public record Ended(int number, Parameters point, Optional<Outcome> outcome) {

        /** Of the first objective, whether constraints are kept to or not; empty where there is no outcome. */
        public OptionalDouble merit() {
            return outcome.map(each -> OptionalDouble.of(each.merit())).orElse(OptionalDouble.empty());
        }
    }

    /** A trial whose end the draw must not depend on. */
    public record UnderWay(int number, Parameters point) {}

    public History {
        ended = List.copyOf(ended);
        underWay = List.copyOf(underWay);
    }

    /** Without those of points that somebody chose for other ranges. */
    static History within(SearchSpace space, List<Ended> ended, List<UnderWay> underWay) {
        return new History(
                ended.stream().filter(each -> space.contains(each.point())).toList(),
                underWay.stream().filter(each -> space.contains(each.point())).toList());
    }

    /** Of all of them. */
    public List<Parameters> points() {
        return Stream.concat(ended.stream().map(Ended::point), underWay.stream().map(UnderWay::point))
                .toList();
    }
}
