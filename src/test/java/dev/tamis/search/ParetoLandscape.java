package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Problems of the literature with several costs, with constraints, or both, whose true fronts are known. Nothing is tuned on them.
 *
 * <p>ZDT1: E. Zitzler and others (2000); DTLZ2: K. Deb and others (2002); BNH: T. Binh and U. Korn (1997); CONSTR: K. Deb, Multi-objective
 * optimization using evolutionary algorithms (2001); Branin within a disk: M. Gelbart and others (2014); Hartmann's function of six with a
 * bound for the sum of the coordinates, which its minimum (sum 2.07) exceeds.
 */
public enum ParetoLandscape implements ParetoGround {
    /** The front is 1 - root of the first: 10 + 10 + 2/3 of ones, and a hundred, of the reference's 11 times 11. */
    ZDT1(unit(6), of(11, 11), 121 - 1.0 / 3, x -> costs(x[0], zdt1(x))),
    /** The front is an octant of the unit sphere. */
    DTLZ2(unit(6), of(1.1, 1.1, 1.1), 1.331 - Math.PI / 6, x -> costs(dtlz2(x))),
    /** The front is x = y up to 3, then y = 3. */
    BNH(
            box(of(0, 5), of(0, 3)),
            of(140, 50),
            2232 + 8 * (168 + 980.0 / 3 - 136) + 184,
            x -> new Outcome(
                    List.of(-(4 * x[0] * x[0] + 4 * x[1] * x[1]), -((x[0] - 5) * (x[0] - 5) + (x[1] - 5) * (x[1] - 5))),
                    List.of(
                            ((x[0] - 5) * (x[0] - 5) + x[1] * x[1] - 25) / 25,
                            (7.7 - (x[0] - 8) * (x[0] - 8) - (x[1] + 3) * (x[1] + 3)) / 7.7))),
    /** The front is the bound of the first constraint up to x = 2/3, then 1 / x. */
    CONSTR(
            box(of(0.1, 1), of(0, 5)),
            of(1, 9),
            8 - 7 * Math.log(12.0 / 7) - Math.log(1.5),
            x -> new Outcome(
                    List.of(-x[0], -(1 + x[1]) / x[0]), List.of((6 - x[1] - 9 * x[0]) / 6, 1 + x[1] - 9 * x[0]))),
    BRANIN_IN_A_DISK(
            box(of(-5, 10), of(0, 15)),
            of(),
            0.397887,
            x -> new Outcome(
                    List.of(-branin(x[0], x[1])),
                    List.of(((x[0] - 2.5) * (x[0] - 2.5) + (x[1] - 7.5) * (x[1] - 7.5) - 50) / 50))),
    HARTMANN_6_OF_SMALL_SUM(
            unit(6),
            of(),
            Double.NaN,
            x -> new Outcome(List.of(-hartmann(x)), List.of((Arrays.stream(x).sum() - 2) / 2)));

    private final SearchSpace box;
    private final double[] reference;
    private final double optimum;
    private final Function<double[], Outcome> outcome;

    ParetoLandscape(SearchSpace box, double[] reference, double optimum, Function<double[], Outcome> outcome) {
        this.box = box;
        this.reference = reference;
        this.optimum = optimum;
        this.outcome = outcome;
    }

    @Override
    public SearchSpace box() {
        return box;
    }

    @Override
    public Outcome at(Parameters point) {
        return outcome.apply(box.domains().keySet().stream()
                .mapToDouble(name -> (double) point.values().get(name))
                .toArray());
    }

    @Override
    public double[] reference() {
        return reference.clone();
    }

    @Override
    public double optimum() {
        return optimum;
    }

    private static double[] of(double... values) {
        return values;
    }

    private static SearchSpace unit(int dimensions) {
        double[][] sides = new double[dimensions][];
        Arrays.fill(sides, of(0, 1));
        return box(sides);
    }

    private static SearchSpace box(double[]... sides) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (double[] side : sides) {
            domains.put("x" + domains.size(), new FloatDomain(side[0], side[1], Scale.LINEAR));
        }
        return new SearchSpace(domains);
    }

    private static Outcome costs(double... costs) {
        List<Double> merits = new ArrayList<>();
        for (double cost : costs) {
            merits.add(-cost);
        }
        return new Outcome(merits, List.of());
    }

    private static double zdt1(double[] x) {
        double g = 1 + 9 * Arrays.stream(x, 1, x.length).average().orElseThrow();
        return g * (1 - Math.sqrt(x[0] / g));
    }

    private static double[] dtlz2(double[] x) {
        double g = Arrays.stream(x, 2, x.length)
                .map(each -> (each - 0.5) * (each - 0.5))
                .sum();
        double a = x[0] * Math.PI / 2;
        double b = x[1] * Math.PI / 2;
        return of((1 + g) * Math.cos(a) * Math.cos(b), (1 + g) * Math.cos(a) * Math.sin(b), (1 + g) * Math.sin(a));
    }

    private static double branin(double x, double y) {
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double hartmann(double[] x) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (double each : x) {
            values.put("x" + values.size(), each);
        }
        return Landscape.HARTMANN_6.at(new Parameters(values));
    }
}
