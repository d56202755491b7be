package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.Sampler;
import dev.tamis.search.Tried;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Fills the space more evenly than chance does: a Sobol sequence, a dimension for each parameter in the space's order, uniform on its
 * domain's scale. The first 2^m points of a round have one in each 2^m-th of every parameter. What a finite space makes equal to one
 * before is left out.
 *
 * <p>I. Sobol, On the distribution of points in a cube and the approximate evaluation of integrals (1967), with the direction numbers
 * of S. Joe and F. Kuo (2008). Each parameter is scrambled by its own seed after A. Owen, Randomly permuted (t,m,s)-nets (1995), by the
 * hash of B. Burley, Practical hash-based Owen scrambling (JCGT 2020), listing 3: even where it was, and another one with each seed.
 */
public record SobolSampler() implements Sampler {

    private static final double RESOLUTION = 0x1p32;

    @Override
    public String type() {
        return "SOBOL";
    }

    @Override
    public String meaning() {
        return "fills the space evenly, by a scrambled Sobol sequence on each domain's scale";
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        SobolSequenceGenerator sequence =
                new SobolSequenceGenerator(ask.space().domains().size());
        List<Parameters> points = new ArrayList<>(ask.count());
        Tried tried = ask.tried().copy();
        for (int i = 0; i < ask.count(); i++) {
            points.add(tried.take(
                    again -> point(ask.space(), ask.roundSeed(), sequence.nextVector()),
                    ask.roundSeed().derive(ask.first() + i).derive("again")));
        }
        return points;
    }

    /** The point at one place of the sequence: how samplers that learn begin. */
    static List<Parameters> oneOf(Ask ask, int index) {
        SobolSequenceGenerator sequence =
                new SobolSequenceGenerator(ask.space().domains().size());
        return List.of(point(ask.space(), ask.roundSeed(), sequence.skipTo(index)));
    }

    private static Parameters point(SearchSpace space, Seed roundSeed, double[] even) {
        Map<String, Double> dimensions = new HashMap<>();
        space.domains().keySet().forEach(name -> dimensions.put(name, even[dimensions.size()]));
        return space.point((name, domain) -> {
            int bits = (int) (long) (dimensions.getOrDefault(name, 0.0) * RESOLUTION);
            int scrambled = scrambled(bits, (int) roundSeed.derive(name).value());
            // In the middle of its cell, so that no value is an end of its domain.
            return domain.valueAt((Integer.toUnsignedLong(scrambled) + 0.5) / RESOLUTION);
        });
    }

    /** Each bit is turned or not by what stands above it, and by the seed. */
    private static int scrambled(int bits, int seed) {
        int x = Integer.reverse(bits) + seed;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return Integer.reverse(x);
    }
}
