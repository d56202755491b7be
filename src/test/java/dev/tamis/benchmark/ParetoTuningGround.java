package dev.tamis.benchmark;

import dev.tamis.search.Outcome;
import dev.tamis.search.ParetoGround;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Problems that samplers with several objectives and constraints were tuned on. Shares of hypervolume are of the best that was seen at some
 * time, or of 1: they are compared with each other only.
 */
enum ParetoTuningGround implements ParetoGround {
    KURSAWE(box(-5, 5, 3), of(-14, 2), 68, x -> {
        double first = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            first -= 10 * Math.exp(-0.2 * Math.sqrt(x[i] * x[i] + x[i + 1] * x[i + 1]));
        }
        double second = 0;
        for (double each : x) {
            second += Math.pow(Math.abs(each), 0.8) + 5 * Math.sin(each * each * each);
        }
        return new Outcome(List.of(-first, -second), List.of());
    }),
    FONSECA(box(-4, 4, 4), of(1, 1), 0.34, x -> {
        double there = Arrays.stream(x).map(each -> (each - 0.5) * (each - 0.5)).sum();
        double here = Arrays.stream(x).map(each -> (each + 0.5) * (each + 0.5)).sum();
        return new Outcome(List.of(Math.exp(-there) - 1, Math.exp(-here) - 1), List.of());
    }),
    /** Squared distances from three places. */
    THREE_BOWLS(
            box(0, 1, 5),
            of(1.2, 1.2, 1.2),
            1,
            x -> new Outcome(List.of(-away(x, 0.2, 0.3), -away(x, 0.8, 0.4), -away(x, 0.5, 0.9)), List.of())),
    /** Three wells in a plain. */
    THREE_WELLS(
            box(0, 1, 5),
            of(1, 1, 1),
            0.5,
            x -> new Outcome(
                    List.of(
                            Math.expm1(-8 * away(x, 0.2, 0.3)),
                            Math.expm1(-8 * away(x, 0.8, 0.4)),
                            Math.expm1(-8 * away(x, 0.5, 0.9))),
                    List.of())),
    /** A triangle, further out the further the other coordinates are from where they should be. */
    TRIANGLE(box(0, 1, 6), of(1.1, 1.1, 1.1), 1.331 - 1.0 / 6, x -> {
        double far = 1;
        for (int i = 2; i < x.length; i++) {
            far += Math.pow(x[i] - 0.3, 2);
        }
        return new Outcome(List.of(-far * x[0] * x[1], -far * x[0] * (1 - x[1]), -far * (1 - x[0])), List.of());
    }),
    VIENNET(box(-3, 3, 2), of(5, 20, 0.2), 30, x -> {
        double square = x[0] * x[0] + x[1] * x[1];
        double first = 0.5 * square + Math.sin(square);
        double second = Math.pow(3 * x[0] - 2 * x[1] + 4, 2) / 8 + Math.pow(x[0] - x[1] + 1, 2) / 27 + 15;
        double third = 1 / (square + 1) - 1.1 * Math.exp(-square);
        return new Outcome(List.of(-first, -second, -third), List.of());
    }),
    SRINIVAS(
            box(-20, 20, 2),
            of(250, 0),
            26_000,
            x -> new Outcome(
                    List.of(
                            -(2 + (x[0] - 2) * (x[0] - 2) + (x[1] - 1) * (x[1] - 1)),
                            -(9 * x[0] - (x[1] - 1) * (x[1] - 1))),
                    List.of((x[0] * x[0] + x[1] * x[1] - 225) / 225, (x[0] - 3 * x[1] + 10) / 10))),
    /** The least sum within wavy bounds, 0.5998: R. Gramacy and others (2016). */
    GRAMACY(
            box(0, 1, 2),
            of(),
            0.5998,
            x -> new Outcome(
                    List.of(-(x[0] + x[1])),
                    List.of(
                            (1.5 - x[0] - 2 * x[1] - Math.sin(2 * Math.PI * (x[0] * x[0] - 2 * x[1])) / 2) / 1.5,
                            (x[0] * x[0] + x[1] * x[1] - 1.5) / 1.5))),
    /** A bowl of which a corner is allowed that does not hold its bottom. */
    BOWL_IN_A_CORNER(
            box(-5, 10, 5),
            of(),
            Double.NaN,
            x -> new Outcome(
                    List.of(-Arrays.stream(x).map(each -> each * each).sum()),
                    List.of((20 - Arrays.stream(x).sum()) / 20, (x[0] - 4) / 4))),
    /** Error and weights of a network: the larger, the better up to some size. */
    NETWORK(network(), of(1, 6.5), 3.8, null);

    private final SearchSpace box;
    private final double[] reference;
    private final double optimum;
    private final Function<double[], Outcome> outcome;

    ParetoTuningGround(SearchSpace box, double[] reference, double optimum, Function<double[], Outcome> outcome) {
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
        return outcome == null
                ? network(point.values())
                : outcome.apply(box.domains().keySet().stream()
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

    private static double away(double[] x, double even, double odd) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(x[i] - (i % 2 == 0 ? even : odd), 2);
        }
        return sum;
    }

    private static double[] of(double... values) {
        return values;
    }

    private static SearchSpace box(double low, double high, int dimensions) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < dimensions; i++) {
            domains.put("x" + i, new FloatDomain(low, high, Scale.LINEAR));
        }
        return new SearchSpace(domains);
    }

    private static SearchSpace network() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-5, 1, Scale.LOG));
        domains.put("hiddenUnits", new IntDomain(8, 512, Scale.LOG));
        domains.put("hiddenLayers", new IntDomain(1, 6, Scale.LINEAR));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAM")));
        return new SearchSpace(domains);
    }

    private static Outcome network(Map<String, Object> values) {
        int optimizer = List.of("SGD", "MOMENTUM", "ADAM").indexOf(values.get("optimizer"));
        double depth = ((Number) values.get("hiddenLayers")).doubleValue();
        double units = ((Number) values.get("hiddenUnits")).doubleValue();
        double rate = Math.log10((Double) values.get("learningRate"));
        double away = rate - (new double[] {-0.6, -1.4, -2.8}[optimizer] - 0.1 * depth);
        double error = 0.05 + (away > 0 ? 0.25 : 0.06) * away * away;
        error += 0.01 * Math.pow(Math.max(0, 8 - Math.log(units) / Math.log(2)), 2) + 0.01 * Math.pow(depth - 4, 2);
        double weights = 784 * units + (depth - 1) * units * units + 10 * units;
        return new Outcome(List.of(-Math.min(1, error), -Math.log10(weights)), List.of((error - 0.5) / 0.5));
    }
}
