package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whether new trials come out as earlier ones nearby did: the rank correlation of the two, after Spearman. */
final class Agreement {

    private static final int NEIGHBOURS = 5;

    private final SearchSpace space;
    private final List<Prior.Rated> earlier;

    Agreement(SearchSpace space, List<Prior.Rated> earlier) {
        this.space = space;
        this.earlier = earlier;
    }

    /** In [-1, 1]; 0 where nothing can be told, as of trials that are all alike. */
    double with(List<History.Ended> own) {
        double[] foreseen = new double[own.size()];
        double[] found = new double[own.size()];
        for (int i = 0; i < foreseen.length; i++) {
            foreseen[i] = foreseen(own.get(i).point());
            found[i] = own.get(i).merit().orElse(Double.NEGATIVE_INFINITY);
        }
        return correlation(ranks(foreseen), ranks(found));
    }

    private double foreseen(Parameters point) {
        double[] distances = earlier.stream()
                .mapToDouble(each -> distance(each.point(), point))
                .toArray();
        return IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(NEIGHBOURS)
                .mapToDouble(i -> earlier.get(i).quality())
                .average()
                .orElse(0);
    }

    private double distance(Parameters one, Parameters other) {
        double sum = 0;
        for (String name : space.domains().keySet()) {
            Object a = one.values().get(name);
            Object b = other.values().get(name);
            if (a == null || b == null) {
                sum += a == b ? 0 : 1;
            } else if (space.domain(name) instanceof CategoricalDomain) {
                sum += a.equals(b) ? 0 : 1;
            } else {
                double apart =
                        space.domain(name).positionOf(a) - space.domain(name).positionOf(b);
                sum += apart * apart;
            }
        }
        return sum;
    }

    /** Of equals, the mean of theirs. */
    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double each : values) {
                ranks[i] += each < values[i] ? 1 : each == values[i] ? 0.5 : 0;
            }
        }
        return ranks;
    }

    private static double correlation(double[] one, double[] other) {
        double mean = one.length / 2.0;
        double sum = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - mean) * (other[i] - mean);
            ones += (one[i] - mean) * (one[i] - mean);
            others += (other[i] - mean) * (other[i] - mean);
        }
        return ones == 0 || others == 0 ? 0 : sum / Math.sqrt(ones * others);
    }
}
