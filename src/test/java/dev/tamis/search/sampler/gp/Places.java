package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Cube;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Places and costs to try a Gaussian process with: two axes of real numbers and one of three choices. */
final class Places {

    static final Cube CUBE = cube();
    static final Distances DISTANCES = new Distances(CUBE);

    private Places() {}

    private static Cube cube() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("x", new FloatDomain(0, 1, Scale.LINEAR));
        domains.put("y", new FloatDomain(1e-3, 1, Scale.LOG));
        domains.put("choice", new CategoricalDomain(List.of("A", "B", "C")));
        return Cube.of(new SearchSpace(domains));
    }

    static List<double[]> some(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    double[] place = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
                    CUBE.round(place);
                    return place;
                })
                .toList();
    }

    static double[] costs(List<double[]> places) {
        return places.stream()
                .mapToDouble(place -> Math.exp(3 * place[0]) + Math.pow(place[1] - 0.4, 2) + (place[2] < 0.4 ? 1 : 0))
                .toArray();
    }
}
