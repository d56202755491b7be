package dev.tamis.search;

import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Spaces and trials for tests. */
public final class Trials {

    private Trials() {}

    /** Parameters p0, p1, … from 1e-6 to 1e-2 on the log scale. */
    public static SearchSpace logSpace(int parameters) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < parameters; i++) {
            domains.put("p" + i, new FloatDomain(1e-6, 1e-2, Scale.LOG));
        }
        return new SearchSpace(domains);
    }

    public static SearchSpace space(String name, Domain domain) {
        return new SearchSpace(Map.of(name, domain));
    }

    /** Trials drawn at random, scored from their points. */
    static List<ScoredTrial> scored(SearchSpace space, long seed, int count, Function<Parameters, ScoredTrial> score) {
        return new RandomSampler()
                .draw(new Ask(space, new Seed(seed), 0, count)).stream()
                        .map(score)
                        .toList();
    }

    /** Where the point's value of a name lies in the space, from 0 to 1. */
    static double position(SearchSpace space, Parameters point, String name) {
        return space.domains().get(name).positionOf(point.values().get(name));
    }

    /** The share of so many validation images that a model with this chance of being right gets right. */
    static double accuracy(double chance, int validationSize, RandomGenerator random) {
        int right = 0;
        for (int i = 0; i < validationSize; i++) {
            right += random.nextDouble() < chance ? 1 : 0;
        }
        return (double) right / validationSize;
    }
}
