package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions to minimise whose minima are known, each over a box that is all that is legal. */
public enum Landscape implements Ground {
    BRANIN(2, -5, 10, Landscape::branin),
    HARTMANN_6(6, 0, 1, Landscape::hartmann),
    ROSENBROCK_5(5, -5, 10, Landscape::rosenbrock),
    SHIFTED_SPHERE_10(10, -5.12, 5.12, x -> sphere(shifted(x, 10.24))),
    SHIFTED_ACKLEY_10(10, -32.768, 32.768, x -> ackley(shifted(x, 65.536)));

    private static final double[] SHIFT = {.17, -.23, .31, -.08, .12, -.29, .05, .26, -.14, .21};

    private static final double[] ALPHA = {1, 1.2, 3, 3.2};
    private static final double[][] A = {
        {10, 3, 17, 3.5, 1.7, 8}, {.05, 10, 17, .1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, .05, 10, .1, 14}
    };
    private static final double[][] P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };

    private final SearchSpace box;
    private final ToDoubleFunction<double[]> function;

    Landscape(int dimensions, double low, double high, ToDoubleFunction<double[]> function) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < dimensions; i++) {
            // Branin's second coordinate alone has a box of its own: [0, 15].
            double offset = dimensions == 2 && i == 1 ? 5 : 0;
            domains.put("x" + i, new FloatDomain(low + offset, high + offset, Scale.LINEAR));
        }
        this.box = new SearchSpace(domains);
        this.function = function;
    }

    @Override
    public SearchSpace box() {
        return box;
    }

    LegalRange legal(String parameter) {
        FloatDomain domain = (FloatDomain) box.domains().get(parameter);
        return LegalRange.closed(domain.low(), domain.high());
    }

    double at(double... x) {
        return function.applyAsDouble(x);
    }

    @Override
    public double at(Parameters point) {
        return at(point.values().values().stream()
                .mapToDouble(value -> (Double) value)
                .toArray());
    }

    /** Where the shifted functions have their minimum. */
    static double[] shift(double length) {
        double[] shift = SHIFT.clone();
        for (int i = 0; i < shift.length; i++) {
            shift[i] *= length;
        }
        return shift;
    }

    private static double[] shifted(double[] x, double length) {
        double[] shifted = shift(length);
        for (int i = 0; i < x.length; i++) {
            shifted[i] = x[i] - shifted[i];
        }
        return shifted;
    }

    private static double branin(double[] x) {
        double b = 5.1 / (4 * Math.PI * Math.PI);
        double bowl = x[1] - b * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
        return bowl * bowl + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }

    private static double hartmann(double[] x) {
        double sum = 0;
        for (int k = 0; k < ALPHA.length; k++) {
            double exponent = 0;
            for (int j = 0; j < x.length; j++) {
                exponent += A[k][j] * Math.pow(x[j] - 1e-4 * P[k][j], 2);
            }
            sum -= ALPHA[k] * Math.exp(-exponent);
        }
        return sum;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            sum += 100 * Math.pow(x[i + 1] - x[i] * x[i], 2) + Math.pow(1 - x[i], 2);
        }
        return sum;
    }

    private static double sphere(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each * each;
        }
        return sum;
    }

    private static double ackley(double[] x) {
        double cosines = 0;
        for (double each : x) {
            cosines += Math.cos(2 * Math.PI * each);
        }
        return -20 * Math.exp(-0.2 * Math.sqrt(sphere(x) / x.length)) - Math.exp(cosines / x.length) + 20 + Math.E;
    }
}
