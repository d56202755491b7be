package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Outcome;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NsgaSamplerTest {

    private static final SearchSpace SPACE = new SearchSpace(
            new TreeMap<>(Map.of("x", new FloatDomain(0, 1, Scale.LINEAR), "y", new FloatDomain(0, 1, Scale.LINEAR))));

    /** Ten good trials near one corner, ten bad ones near the other: children are good ones'. */
    @Test
    void childrenAreLikeTheBestTrials() {
        assertThat(children(each -> Optional.of(new Outcome(List.of(-each, each < 10 ? each : -each), List.of()))))
                .isGreaterThan(0.9);
    }

    @Test
    void whatKeepsNotToAConstraintHasNoChildrenWhereEnoughDo() {
        assertThat(children(each -> Optional.of(new Outcome(List.of(each), List.of(each < 10 ? 0.0 : 1.0)))))
                .isGreaterThan(0.9);
    }

    @Test
    void whatFailedHasNoChildren() {
        assertThat(children(each -> each < 10 ? Optional.of(Outcome.of(each)) : Optional.empty()))
                .isGreaterThan(0.9);
    }

    /** Of 200 draws the share near the corner of the first ten. @param outcome by number */
    private static double children(DoubleFunction<Optional<Outcome>> outcome) {
        List<History.Ended> ended = IntStream.range(0, 20)
                .mapToObj(i -> new History.Ended(i, point(i), outcome.apply(i)))
                .toList();
        double[] found = IntStream.range(0, 200)
                .mapToDouble(seed -> (double) new NsgaSampler()
                        .draw(new Ask(SPACE, new Seed(seed), 20, 1, new History(ended, List.of())))
                        .get(0)
                        .values()
                        .get("x"))
                .toArray();
        return Arrays.stream(found).filter(each -> each < 0.5).count() / 200.0;
    }

    private static Parameters point(int i) {
        double place = (i < 10 ? 0.1 : 0.8) + 0.01 * (i % 10);
        return new Parameters(Map.of("x", place, "y", place));
    }

    /** Two parents alone, which have nothing but one value each to give. */
    @Test
    void whatIsThereAlreadyIsNotDrawnAgain() {
        List<History.Ended> ended = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ended.add(new History.Ended(i, new Parameters(Map.of("x", 0.25, "y", 0.75)), Optional.of(Outcome.of(1))));
        }

        for (int seed = 0; seed < 50; seed++) {
            Parameters child = new NsgaSampler()
                    .draw(new Ask(SPACE, new Seed(seed), 12, 1, new History(ended, List.of())))
                    .get(0);
            assertThat(child).isNotEqualTo(ended.get(0).point());
        }
    }
}
