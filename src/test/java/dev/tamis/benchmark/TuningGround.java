package dev.tamis.benchmark;

import dev.tamis.search.Ground;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What samplers are tuned on, so that the functions that they are judged by are new to them. Where a minimum would lie in the middle of
 * the box or on a diagonal of it, the function is shifted.
 */
enum TuningGround implements Ground {
    /** Three humps and a long bent valley. */
    CAMEL(2, -3, 3, TuningGround::camel),
    HARTMANN_3(3, 0, 1, TuningGround::hartmann),
    LEVY_4(4, -10, 10, x -> levy(shifted(x, 4, 20))),
    STYBLINSKI_TANG_5(5, -5, 5, TuningGround::styblinskiTang),
    MICHALEWICZ_5(5, 0, Math.PI, TuningGround::michalewicz),
    /** Four hills of unequal height and width, most of the box flat. */
    HILLS_6(6, 0, 1, TuningGround::hills),
    /** A valley over several powers of ten that bends. */
    DIXON_PRICE_6(6, -10, 10, x -> dixonPrice(shifted(x, 2, 20))),
    GRIEWANK_8(8, -60, 60, x -> griewank(shifted(x, 5, 120))),
    ZAKHAROV_8(8, -5, 10, x -> zakharov(shifted(x, 3, 15))),
    ROTATED_ELLIPSOID_10(10, -5, 5, x -> ellipsoid(rotated(shifted(x, 1, 10)))),
    /** Round but for its axes' lengths. */
    BOWL_9(9, -4, 6, x -> bowl(shifted(x, 7, 10))),
    /** A funnel that is flat far from its middle, with ripples. */
    RIPPLED_FUNNEL_8(8, -30, 30, x -> funnel(rotated(shifted(x, 6, 60)))),
    /** Accuracies of a network that nobody has trained: real, whole, stepped and chosen parameters, with noise. */
    NETWORK(network(), TuningGround::network);

    private final SearchSpace box;
    private final ToDoubleFunction<Parameters> function;

    TuningGround(int dimensions, double low, double high, ToDoubleFunction<double[]> function) {
        this(
                cube(dimensions, low, high),
                point -> function.applyAsDouble(point.values().values().stream()
                        .mapToDouble(value -> (Double) value)
                        .toArray()));
    }

    TuningGround(SearchSpace box, ToDoubleFunction<Parameters> function) {
        this.box = box;
        this.function = function;
    }

    @Override
    public SearchSpace box() {
        return box;
    }

    @Override
    public double at(Parameters point) {
        return function.applyAsDouble(point);
    }

    private static SearchSpace cube(int dimensions, double low, double high) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, dimensions).forEach(i -> domains.put("x" + i, new FloatDomain(low, high, Scale.LINEAR)));
        return new SearchSpace(domains);
    }

    private static double[] shifted(double[] x, long seed, double length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shifted = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            shifted[i] = x[i] - random.nextDouble(-0.25, 0.25) * length;
        }
        return shifted;
    }

    /** By an eighth of a turn in each plane of neighbours. */
    private static double[] rotated(double[] x) {
        double[] rotated = x.clone();
        for (int i = 0; i + 1 < x.length; i++) {
            double a = rotated[i];
            double b = rotated[i + 1];
            rotated[i] = (a - b) * Math.sqrt(0.5);
            rotated[i + 1] = (a + b) * Math.sqrt(0.5);
        }
        return rotated;
    }

    private static double camel(double[] x) {
        double a = x[0];
        double b = x[1] * 2 / 3;
        return (4 - 2.1 * a * a + a * a * a * a / 3) * a * a + a * b + (4 * b * b - 4) * b * b;
    }

    private static double hartmann(double[] x) {
        double[] alpha = {1, 1.2, 3, 3.2};
        double[][] a = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
        double[][] p = {{3689, 1170, 2673}, {4699, 4387, 7470}, {1091, 8732, 5547}, {381, 5743, 8828}};
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double exponent = 0;
            for (int j = 0; j < 3; j++) {
                exponent += a[k][j] * Math.pow(x[j] - 1e-4 * p[k][j], 2);
            }
            sum -= alpha[k] * Math.exp(-exponent);
        }
        return sum;
    }

    private static double hills(double[] x) {
        SplittableRandom random = new SplittableRandom(11);
        double sum = 0;
        for (int hill = 0; hill < 4; hill++) {
            double exponent = 0;
            for (double each : x) {
                exponent += Math.exp(random.nextDouble(-1, 3)) * Math.pow(each - random.nextDouble(), 2);
            }
            sum -= (1 + 0.8 * hill) * Math.exp(-exponent);
        }
        return sum;
    }

    private static double bowl(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (1 + i % 3) * x[i] * x[i];
        }
        return sum;
    }

    private static double levy(double[] x) {
        int n = x.length;
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = 1 + (x[i] - 1) / 4;
        }
        double sum = Math.pow(Math.sin(Math.PI * w[0]), 2)
                + Math.pow(w[n - 1] - 1, 2) * (1 + Math.pow(Math.sin(2 * Math.PI * w[n - 1]), 2));
        for (int i = 0; i + 1 < n; i++) {
            sum += Math.pow(w[i] - 1, 2) * (1 + 10 * Math.pow(Math.sin(Math.PI * w[i] + 1), 2));
        }
        return sum;
    }

    private static double styblinskiTang(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += Math.pow(each, 4) - 16 * each * each + 5 * each;
        }
        return sum / 2;
    }

    private static double michalewicz(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum -= Math.sin(x[i]) * Math.pow(Math.sin((i + 1) * x[i] * x[i] / Math.PI), 20);
        }
        return sum;
    }

    private static double dixonPrice(double[] x) {
        double sum = Math.pow(x[0] - 1, 2);
        for (int i = 1; i < x.length; i++) {
            sum += (i + 1) * Math.pow(2 * x[i] * x[i] - x[i - 1], 2);
        }
        return sum;
    }

    private static double griewank(double[] x) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * x[i] / 4000;
            product *= Math.cos(x[i] / Math.sqrt(i + 1));
        }
        return 1 + sum - product;
    }

    private static double zakharov(double[] x) {
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            squares += x[i] * x[i];
            sum += 0.5 * (i + 1) * x[i];
        }
        return squares + sum * sum + Math.pow(sum, 4);
    }

    private static double ellipsoid(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(100, (double) i / (x.length - 1)) * x[i] * x[i];
        }
        return sum;
    }

    private static double funnel(double[] x) {
        double squares = 0;
        double ripples = 0;
        for (double each : x) {
            squares += each * each;
            ripples += Math.pow(Math.sin(3 * each), 2);
        }
        return 10 * (1 - Math.exp(-0.15 * Math.sqrt(squares / x.length))) + 2 * ripples / x.length;
    }

    private static SearchSpace network() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-5, 1, Scale.LOG));
        domains.put("weightDecay", new FloatDomain(1e-8, 1e-2, Scale.LOG));
        domains.put("hiddenUnits", new IntDomain(8, 512, Scale.LOG));
        domains.put("hiddenLayers", new IntDomain(1, 6, Scale.LINEAR));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAM")));
        domains.put("activation", new CategoricalDomain(List.of("RELU", "TANH", "SIGMOID", "GELU")));
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        return new SearchSpace(domains);
    }

    /** The best learning rate depends on the optimizer and on the depth; beyond it training diverges. */
    private static double network(Parameters point) {
        Map<String, Object> values = point.values();
        int optimizer = List.of("SGD", "MOMENTUM", "ADAM").indexOf(values.get("optimizer"));
        int activation = List.of("RELU", "TANH", "SIGMOID", "GELU").indexOf(values.get("activation"));
        double depth = ((Number) values.get("hiddenLayers")).doubleValue();
        double units = Math.log(((Number) values.get("hiddenUnits")).doubleValue()) / Math.log(2);
        double rate = Math.log10((Double) values.get("learningRate"));
        double decay = Math.log10((Double) values.get("weightDecay"));
        boolean norm = (Boolean) values.get("batchNorm");
        double away = rate - (new double[] {-0.6, -1.4, -2.8}[optimizer] - 0.1 * depth + (norm ? 0.4 : 0));
        double loss = 0.05 + (away > 0.8 ? 0.6 : away > 0 ? 0.25 * away * away : 0.06 * away * away);
        loss += 0.004 * Math.pow(decay + 4 - 0.3 * (units - 6), 2);
        loss += 0.006 * Math.pow(units - 7.5, 2) + 0.01 * Math.pow(depth - 3, 2) * (norm ? 0.5 : 1);
        loss += new double[] {0, 0.02, 0.08 * (norm ? 0.5 : 1), 0.005}[activation];
        double accuracy = 1 - Math.min(0.9, loss);
        double noise = new SplittableRandom(values.hashCode()).nextDouble(-1, 1);
        return 1 - Math.round(200 * Math.min(1, Math.max(0, accuracy + 0.015 * noise))) / 200.0;
    }
}
