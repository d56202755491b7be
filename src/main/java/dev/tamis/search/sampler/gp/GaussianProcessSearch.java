package dev.tamis.search.sampler.gp;

import dev.tamis.search.sampler.cube.Cube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Where to try next. */
public final class GaussianProcessSearch {

    /** A fit takes time with the third power of the number of trials. */
    private static final int MOST_KNOWN = 150;

    private static final int EVALUATIONS = 25;
    private static final int GOOD = 3;

    private GaussianProcessSearch() {}

    /**
     * The place of a cube that promises most.
     *
     * @param known places that have been tried, at least one
     * @param costs what has come out there: smaller is better, finite
     * @param underWay places whose trials have not ended
     */
    public static double[] next(
            Cube cube, List<double[]> known, double[] costs, List<double[]> underWay, RandomGenerator random) {
        int[] ranked = IntStream.range(0, costs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> costs[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] chosen = chosen(ranked);
        List<double[]> places = Arrays.stream(chosen).mapToObj(known::get).toList();
        double[] values = Arrays.stream(chosen).mapToDouble(i -> costs[i]).toArray();
        Distances distances = new Distances(cube);
        boolean isRound = (known.size() + underWay.size()) % 2 == 0;
        Fit.Parameters fit = new Fit(distances, places, values, isRound).best(EVALUATIONS);
        Posterior posterior = new Posterior(distances, places, underWay, fit);
        List<double[]> good = new ArrayList<>();
        Arrays.stream(ranked).limit(GOOD).forEach(i -> good.add(known.get(i)));
        return new Acquisition(cube, posterior, random).best(good);
    }

    /** All, or the better half of those that there is time for and, of the rest, every so many-th by rank. */
    private static int[] chosen(int[] ranked) {
        if (ranked.length <= MOST_KNOWN) {
            return IntStream.range(0, ranked.length).toArray();
        }
        int half = MOST_KNOWN / 2;
        return IntStream.range(0, MOST_KNOWN)
                .map(i -> ranked[
                        i < half ? i : (int) (half + (long) (i - half) * (ranked.length - half) / (MOST_KNOWN - half))])
                .sorted()
                .toArray();
    }
}
