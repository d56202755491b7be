package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Ask;
import dev.tamis.search.Catalogue;
import dev.tamis.space.CategoricalDomain;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSamplerTest {

    private final SobolSampler sampler = new SobolSampler();

    @Test
    void isThereByItsName() {
        assertThat(Catalogue.SAMPLERS.named("SOBOL")).contains(sampler);
    }

    @Test
    void everyPointLiesInTheSpaceAndNamesItsParametersInOrder() {
        SearchSpace space = mixedSpace();

        List<Parameters> points = sampler.draw(new Ask(space, new Seed(1), 0, 500));

        assertThat(points).hasSize(500).allMatch(space::contains);
        assertThat(points.get(0).values().keySet()).containsExactly("learningRate", "hiddenUnits", "optimizer");
    }

    @Test
    void theSameSeedGivesTheSamePointsAndAnotherSeedOthers() {
        SearchSpace space = mixedSpace();

        assertThat(sampler.draw(new Ask(space, new Seed(1), 0, 20)))
                .isEqualTo(sampler.draw(new Ask(space, new Seed(1), 0, 20)))
                .isNotEqualTo(sampler.draw(new Ask(space, new Seed(2), 0, 20)));
    }

    @Test
    void aLongerRoundBeginsAsAShorterOne() {
        SearchSpace space = mixedSpace();

        assertThat(sampler.draw(new Ask(space, new Seed(1), 0, 100)).subList(0, 30))
                .isEqualTo(sampler.draw(new Ask(space, new Seed(1), 0, 30)));
    }

    /** What makes it a sequence of Sobol's: it survives Owen's scrambling, and chance has next to none of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachPartOfTheFirstTwoParametersHasOnePoint(long seed) {
        int halvings = 8;
        List<Parameters> points = sampler.draw(new Ask(unitCube(2), new Seed(seed), 0, 1 << halvings));

        for (int along = 0; along <= halvings; along++) {
            int columns = 1 << along;
            int rows = 1 << (halvings - along);
            Set<List<Integer>> parts = new HashSet<>();
            points.forEach(point -> parts.add(List.of((int) (at(point, 0) * columns), (int) (at(point, 1) * rows))));
            assertThat(parts).as("%d x %d", columns, rows).hasSize(columns * rows);
        }
    }

    @Test
    void eachParameterOfManyHasOnePointInEachPart() {
        List<Parameters> points = sampler.draw(new Ask(unitCube(16), new Seed(7), 0, 128));

        for (int dimension = 0; dimension < 16; dimension++) {
            int which = dimension;
            assertThat(points.stream()
                            .map(point -> (int) (at(point, which) * 128))
                            .distinct())
                    .hasSize(128);
        }
    }

    private static double at(Parameters point, int dimension) {
        return (double) point.values().get("x" + dimension);
    }

    private static SearchSpace unitCube(int dimensions) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < dimensions; i++) {
            domains.put("x" + i, new FloatDomain(0, 1, Scale.LINEAR));
        }
        return new SearchSpace(domains);
    }

    private static SearchSpace mixedSpace() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-6, 1e-2, Scale.LOG));
        domains.put("hiddenUnits", new IntDomain(10, 200, Scale.LINEAR));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        return new SearchSpace(domains);
    }
}
