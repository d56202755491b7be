package dev.tamis.search.sampler.cma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.sampler.cube.Axis;
import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarginTest {

    private static final List<Axis> AXES = Cube.of(new SearchSpace(Map.of("layers", new IntDomain(1, 5, Scale.LINEAR))))
            .axes();

    /** With a population of 10 and one axis: another value than the mean's own comes in a tenth of all draws at least. */
    @Test
    void howeverNarrowADistributionIsItStillDrawsNeighbours() {
        Margin margin = new Margin(AXES, 10);
        for (double mean = 0; mean <= 1; mean += 0.01) {
            Normal kept = margin.kept(new Normal(Strategy.of(1, 10), new double[] {mean}, 1e-4));
            int own = AXES.get(0).indexOf(mean);
            SplittableRandom random = new SplittableRandom(3);
            int others = 0;
            for (int i = 0; i < 4_000; i++) {
                double drawn = Math.min(1, Math.max(0, kept.draw(random)[0]));
                others += AXES.get(0).indexOf(drawn) == own ? 0 : 1;
            }
            // 400 are expected where the margin is all there is; four standard deviations are 76.
            assertThat(others).as("of 4,000 at %f", mean).isGreaterThan(324);
            assertThat(AXES.get(0).indexOf(kept.mean(0)))
                    .as("still its own value")
                    .isEqualTo(own);
        }
    }

    @Test
    void aWideOneStaysAsItIsAndSoDoesAnAxisOfRealNumbers() {
        Normal wide = new Normal(Strategy.of(1, 10), new double[] {0.5}, 0.3);
        List<Axis> real = Cube.of(new SearchSpace(Map.of("rate", new FloatDomain(0, 1, Scale.LINEAR))))
                .axes();
        Normal narrow = new Normal(Strategy.of(1, 10), new double[] {0.5}, 1e-4);

        assertThat(new Margin(AXES, 10).kept(wide)).isSameAs(wide);
        assertThat(new Margin(real, 10).kept(narrow)).isSameAs(narrow);
    }
}
