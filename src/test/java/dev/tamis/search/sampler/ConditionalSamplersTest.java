package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Ask;
import dev.tamis.search.Catalogue;
import dev.tamis.search.Lag;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Sampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
import dev.tamis.space.ConditionalSpaces;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Spaces in which not every point has every parameter. */
class ConditionalSamplersTest {

    @Property(seed = "42", tries = 60)
    void everyPointOfEverySamplerHasExactlyWhatIsThere(@ForAll int seed) {
        SearchSpace space = ConditionalSpaces.any(seed);

        for (Sampler sampler : Catalogue.SAMPLERS.entries()) {
            if (sampler instanceof LearningSampler) {
                continue;
            }
            int trials = (int) Math.min(16, sampler.size(space).orElse(16));
            List<Parameters> points = LaggedSearch.run(
                            sampler,
                            new Lag.Round(space, new Seed(seed), 0, trials),
                            2,
                            point -> point.values().hashCode())
                    .stream()
                    .map(Lag.Drawn::point)
                    .toList();
            assertThat(points).as(sampler.type()).hasSize(trials).allSatisfy(point -> {
                assertThat(space.contains(point)).isTrue();
                space.domains()
                        .keySet()
                        .forEach(name -> assertThat(point.values().containsKey(name))
                                .as("%s of %s", name, point)
                                .isEqualTo(ConditionalSpaces.isThere(space, name, point.values())));
                assertThat(point.values().keySet())
                        .as("in the space's order")
                        .containsExactlyElementsOf(space.domains().keySet().stream()
                                .filter(point.values()::containsKey)
                                .toList());
            });
        }
    }

    @Property(seed = "42", tries = 100)
    void aGridHasEveryCombinationOnce(@ForAll int seed) {
        SearchSpace space = ConditionalSpaces.any(seed);
        GridSampler grid = new GridSampler();
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        space.domains()
                .forEach((name, domain) ->
                        axes.put(name, domain.grid((int) domain.ownGrid().orElse(GridSampler.DEFAULT_POINTS))));

        int size = (int) grid.size(space).orElseThrow();
        List<Parameters> points = grid.draw(new Ask(space, new Seed(1), 0, size));

        List<Parameters> expected = ConditionalSpaces.combinations(space, axes).stream()
                .map(Parameters::new)
                .toList();
        assertThat(points).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(grid.draw(new Ask(space, new Seed(1), 0, size / 2)))
                .as("a part of it is its beginning")
                .isEqualTo(points.subList(0, size / 2));
    }

    @Test
    void aGridWhoseProductIsFarTooLargeIsTakenWhereItsBranchesAreNot() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        domains.put("kind", new IntDomain(1, 12, Scale.LINEAR, 1));
        for (long i = 1; i <= 12; i++) {
            domains.put("of" + i, new IntDomain(1, 50, Scale.LINEAR, 1));
            conditions.put("of" + i, new Condition(Map.of("kind", List.of(i))));
        }

        assertThat(new GridSampler().size(new SearchSpace(domains, conditions))).hasValue(12 * 50);
        assertThatThrownBy(() -> new GridSampler().size(new SearchSpace(domains)))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("at most 100000 points");
    }

    /** What depends on others changes none of the draws of those that do not. */
    @Test
    void drawsOfOthersStayWhatTheyAreWithoutTheConditions() {
        SearchSpace space = ConditionalSpaces.optimizers();
        SearchSpace without = new SearchSpace(space.domains());

        for (Sampler sampler : List.of(new RandomSampler(), new SobolSampler())) {
            List<Parameters> points = sampler.draw(new Ask(space, new Seed(7), 0, 64));
            List<Parameters> all = sampler.draw(new Ask(without, new Seed(7), 0, 64));
            for (int i = 0; i < points.size(); i++) {
                assertThat(points.get(i).values())
                        .isEqualTo(ConditionalSpaces.without(space, all.get(i).values()));
            }
            assertThat(points).anyMatch(point -> point.values().containsKey("momentum"));
        }
    }

    /** The best choice reads a number that others do not have: both must be found. */
    @Test
    void samplersThatLearnFindTheBestBranchAndTheBestValueInIt() {
        SearchSpace space = branches();
        for (Sampler sampler : Catalogue.SAMPLERS.entries()) {
            if (sampler instanceof LearningSampler || sampler.lag(1).isEmpty()) {
                continue;
            }
            // A genetic algorithm needs more generations than fifty trials are.
            int trials = sampler instanceof NsgaSampler ? 200 : 50;
            double mean = 0;
            for (int seed = 0; seed < 5; seed++) {
                mean += best(sampler, space, seed, trials) / 5;
            }
            double random = 0;
            for (int seed = 0; seed < 5; seed++) {
                random += best(new RandomSampler(), space, seed, trials) / 5;
            }
            assertThat(mean).as(sampler.type()).isLessThan(random / 3);
        }
    }

    private static double best(Sampler sampler, SearchSpace space, long seed, int trials) {
        return LaggedSearch.run(
                        sampler, new Lag.Round(space, new Seed(seed), 0, trials), 4, ConditionalSamplersTest::cost)
                .stream()
                .mapToDouble(each -> -each.outcome().orElseThrow().merit())
                .min()
                .orElseThrow();
    }

    private static SearchSpace branches() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("kind", new CategoricalDomain(List.of("A", "B", "C")));
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (String name : List.of("A", "B", "C")) {
            for (int i = 1; i <= 2; i++) {
                domains.put(name + i, new FloatDomain(0, 1, Scale.LINEAR));
                conditions.put(name + i, new Condition(Map.of("kind", List.of(name))));
            }
        }
        return new SearchSpace(domains, conditions);
    }

    private static double cost(Parameters point) {
        String kind = (String) point.values().get("kind");
        double floor = Map.of("A", 0.3, "B", 0.0, "C", 0.5).get(kind);
        double first = (double) point.values().get(kind + "1") - 0.8;
        double second = (double) point.values().get(kind + "2") - 0.3;
        return floor + first * first + second * second;
    }
}
