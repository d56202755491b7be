package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Ask;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class RandomSamplerTest {

    private static final Domain LEARNING_RATE = new FloatDomain(1e-6, 1e-2, Scale.LOG);

    private final RandomSampler sampler = new RandomSampler();

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
    void howManyAreDrawnAtOnceChangesNone() {
        SearchSpace space = mixedSpace();

        List<Parameters> together = sampler.draw(new Ask(space, new Seed(1), 25, 20));

        for (int i = 0; i < 20; i++) {
            assertThat(sampler.draw(new Ask(space, new Seed(1), 25 + i, 1))).containsExactly(together.get(i));
        }
    }

    @Test
    void anotherParameterChangesNone() {
        Map<String, Domain> one = Map.of("learningRate", LEARNING_RATE);

        List<Parameters> alone = sampler.draw(new Ask(new SearchSpace(one), new Seed(1), 0, 20));
        List<Parameters> among = sampler.draw(new Ask(mixedSpace(), new Seed(1), 0, 20));

        for (int i = 0; i < 20; i++) {
            assertThat(among.get(i).values())
                    .containsEntry("learningRate", alone.get(i).values().get("learningRate"));
        }
    }

    @Test
    void valuesAreUniformOnTheLogScale() {
        double[] positions = sampler.draw(new Ask(mixedSpace(), new Seed(3), 0, 2000)).stream()
                .mapToDouble(point -> LEARNING_RATE.positionOf(point.values().get("learningRate")))
                .toArray();

        double pValue = KolmogorovSmirnovTest.withDefaults()
                .test(positions, UniformContinuousDistribution.of(0, 1)::cumulativeProbability)
                .getPValue();

        assertThat(pValue).isGreaterThan(0.01);
    }

    @Test
    void itNeverRunsOut() {
        assertThat(sampler.size(mixedSpace())).isEmpty();
    }

    private static SearchSpace mixedSpace() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", LEARNING_RATE);
        domains.put("hiddenUnits", new IntDomain(20, 200, Scale.LINEAR, 20));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        return new SearchSpace(domains);
    }
}
