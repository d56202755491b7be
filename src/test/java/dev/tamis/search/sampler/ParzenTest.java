package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParzenTest {

    private static final int CELLS = 400;

    /** Over each branch and summed over all of them: what is not there has no density, and takes none away. */
    @Test
    void densitiesOfAllBranchesAreOneTogether() {
        Cube cube = Cube.of(branches());
        Parzen density = new Parzen(cube, points(cube));

        double quiet = Math.exp(density.logDensity(place(cube, "SGD", Double.NaN, Double.NaN)));
        double heavy = 0;
        double clever = 0;
        for (int i = 0; i < CELLS; i++) {
            double real = (i + 0.5) / CELLS;
            heavy += Math.exp(density.logDensity(place(cube, "MOMENTUM", real, Double.NaN))) / CELLS;
        }
        for (double whole : cube.axes().get(2).positions()) {
            clever += Math.exp(density.logDensity(place(cube, "ADAM", Double.NaN, whole)));
        }

        assertThat(quiet + heavy + clever).isCloseTo(1, within(1e-3));
        assertThat(heavy).as("most points lie there").isGreaterThan(quiet).isGreaterThan(clever);
    }

    @Test
    void drawsAreAsDenseAsItSays() {
        Cube cube = Cube.of(branches());
        Parzen density = new Parzen(cube, points(cube));
        RandomGenerator random = new Seed(4).generator();
        int draws = 4_000;

        long high = IntStream.range(0, draws)
                .mapToObj(i -> density.draw(random))
                .filter(place -> place[1] > 0.7)
                .count();

        double expected = 0;
        for (int i = 0; i < CELLS; i++) {
            double real = (i + 0.5) / CELLS;
            expected +=
                    real > 0.7 ? Math.exp(density.logDensity(place(cube, "MOMENTUM", real, Double.NaN))) / CELLS : 0;
        }
        // Four standard errors of a share.
        assertThat((double) high / draws).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / draws)));
    }

    private static List<double[]> points(Cube cube) {
        List<double[]> points = new ArrayList<>();
        points.add(place(cube, "SGD", Double.NaN, Double.NaN));
        for (double real : new double[] {0.7, 0.8, 0.85, 0.9}) {
            points.add(place(cube, "MOMENTUM", real, Double.NaN));
        }
        points.add(place(cube, "ADAM", Double.NaN, 0.3));
        return points;
    }

    private static double[] place(Cube cube, String optimizer, double momentum, double beta) {
        double[] place = {cube.axes().get(0).domain().positionOf(optimizer), momentum, beta};
        cube.round(place);
        return place;
    }

    private static SearchSpace branches() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAM")));
        domains.put("momentum", new FloatDomain(0, 1, Scale.LINEAR));
        domains.put("beta", new IntDomain(1, 5, Scale.LINEAR));
        return new SearchSpace(
                domains,
                Map.of(
                        "momentum", new Condition(Map.of("optimizer", List.of("MOMENTUM"))),
                        "beta", new Condition(Map.of("optimizer", List.of("ADAM")))));
    }
}
