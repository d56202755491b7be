package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.search.sampler.SobolSampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriedTest {

    private static final Seed SEED = new Seed(42);

    /** 100,000 points of which a few are drawn all the time; counted in draws, for a clock tells of the machine. */
    @Test
    void theLastPointsOfALargeSpaceAreFoundWithoutDrawingForEver() {
        SearchSpace space = new SearchSpace(Map.of("x", new IntDomain(1, 100_000, Scale.LOG)));
        Tried tried = Tried.nothing(space);
        AtomicLong draws = new AtomicLong();
        Set<Object> found = new HashSet<>();
        for (int number = 0; number < 100_000; number++) {
            Seed own = SEED.derive(number);
            Parameters point = tried.take(
                    again -> {
                        draws.incrementAndGet();
                        return new Parameters(Map.of(
                                "x",
                                space.domain("x")
                                        .valueAt(own.derive(again).generator().nextDouble())));
                    },
                    own);
            found.add(point.values().get("x"));
        }
        assertThat(found).hasSize(100_000);
        assertThat(tried.left()).hasValue(0);
        assertThat(draws).hasValueLessThan(1_600_001);
    }

    /** As each sampler drew before points could be left out: only what would be tried twice is another point. */
    @Test
    void aPointThatIsNewIsTheOneThatTheSeedAndTheNumberGive() {
        SearchSpace space = mixed(new IntDomain(1, 40, Scale.LOG), new IntDomain(1, 5, Scale.LINEAR));
        List<Parameters> points = new RandomSampler().draw(new Ask(space, SEED, 7, 150));
        Set<Parameters> before = new HashSet<>();
        int asDrawn = 0;
        for (int i = 0; i < 150; i++) {
            Parameters drawn = byDefinition(space, SEED.derive(7 + i));
            if (!before.contains(drawn)) {
                assertThat(points.get(i)).as("trial %d", i).isEqualTo(drawn);
                asDrawn++;
            }
            before.add(points.get(i));
        }
        assertThat(before).hasSize(150);
        assertThat(asDrawn).isBetween(40, 149);
    }

    @Test
    void whereValuesNeverRunOutNothingIsLeftOut() {
        SearchSpace space = mixed(new IntDomain(1, 2, Scale.LINEAR), new FloatDomain(0, 1, Scale.LINEAR));
        assertThat(new RandomSampler().draw(new Ask(space, SEED, 3, 50)))
                .isEqualTo(IntStream.range(3, 53)
                        .mapToObj(number -> byDefinition(space, SEED.derive(number)))
                        .toList());
    }

    @Test
    void whereRepeatsAreAskedForPointsAreDrawnAsTheyCome() {
        SearchSpace space = new SearchSpace(Map.of("x", new IntDomain(1, 3, Scale.LINEAR)));
        for (Sampler sampler : List.of(new RandomSampler(), new SobolSampler())) {
            List<Parameters> points = sampler.draw(new Ask(space, SEED, 0, 3, History.NONE, Tried.repeats()));
            assertThat(sampler.draw(new Ask(space, SEED, 0, 30, History.NONE, Tried.repeats())))
                    .hasSize(30)
                    .startsWith(points.toArray(Parameters[]::new));
            assertThat(Set.copyOf(sampler.draw(new Ask(space, SEED, 0, 3)))).hasSize(3);
        }
        assertThat(new RandomSampler().draw(new Ask(space, SEED, 0, 30, History.NONE, Tried.repeats())))
                .isEqualTo(IntStream.range(0, 30)
                        .mapToObj(number -> byDefinition(space, SEED.derive(number)))
                        .toList());
    }

    @Test
    void insteadOfAPointThatHasBeenTriedTheNearestOneIs() {
        SearchSpace space = mixed(new IntDomain(1, 100, Scale.LINEAR), new IntDomain(1, 100, Scale.LINEAR));
        Parameters wanted = new Parameters(Map.of("x", 50L, "y", 99L));
        Tried tried = Tried.nothing(space);
        List<Long> distances = IntStream.range(0, 8)
                .mapToObj(number -> tried.takeNear(wanted, SEED.derive(number)))
                .map(point -> Math.abs((Long) point.values().get("x") - 50)
                        + Math.abs((Long) point.values().get("y") - 99))
                .toList();
        assertThat(distances).containsExactly(0L, 1L, 1L, 1L, 1L, 2L, 2L, 2L);
    }

    private static Parameters byDefinition(SearchSpace space, Seed own) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.domains()
                .forEach((name, domain) -> values.put(
                        name, domain.valueAt(own.derive(name).generator().nextDouble())));
        return new Parameters(values);
    }

    private static SearchSpace mixed(Domain x, Domain y) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("x", x);
        domains.put("y", y);
        return new SearchSpace(domains);
    }
}
