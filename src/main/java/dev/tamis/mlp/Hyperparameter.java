package dev.tamis.mlp;

import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Scale;
import dev.tamis.space.Shown;
import dev.tamis.space.Whole;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every hyperparameter of an MLP: its name in the API, its kind, legal values, default and meaning. Any may be fixed or searched. */
public enum Hyperparameter {
    HIDDEN_LAYERS("hiddenLayers", Legal.whole(0, 64), 2L, "Hidden layers; 0 is softmax regression"),
    HIDDEN_UNITS("hiddenUnits", Legal.whole(1, 16_384), 100L, "Units of each hidden layer"),
    ACTIVATION(
            "activation",
            Legal.choices(Activation.values(), each -> each.function().meaning()),
            "RELU",
            "Function after each hidden layer"),
    BATCH_NORM("batchNorm", Legal.flag(), false, "Whether each hidden layer normalises before its activation"),
    DROPOUT("dropout", Legal.share(), 0.0, "Share of hidden activations dropped while training"),
    INITIALIZER(
            "initializer",
            Legal.choices(Initializer.values(), Initializer::meaning),
            "HE",
            "Distribution of the initial weights"),
    INITIALIZER_STD("initializerStd", Legal.from(0).byMagnitude(), 0.01, "Standard deviation of the initial weights"),
    OPTIMIZER(
            "optimizer",
            Legal.choices(Optimizer.values(), each -> each.rule().meaning()),
            "SGD",
            "Rule that turns gradients into updates"),
    LEARNING_RATE("learningRate", Legal.above(0, Float.MAX_VALUE).byMagnitude(), 0.01, "Factor of each update"),
    MOMENTUM("momentum", Legal.share(), 0.9, "Share of the last update that is kept"),
    BETA1("beta1", Legal.share(), 0.9, "Decay rate of the first moment"),
    BETA2("beta2", Legal.share(), 0.999, "Decay rate of the second moment"),
    EPSILON("epsilon", Legal.above(0, 1).byMagnitude(), 1e-7, "What is added outside the root"),
    WEIGHT_DECAY(
            "weightDecay",
            Legal.from(0).byMagnitude(),
            0.0,
            "L2 coefficient: adds weightDecay * w to the gradient of weights, never of biases"),
    BATCH_SIZE("batchSize", Legal.whole(1, 65_536), 100L, "Rows of a training step"),
    EPOCHS("epochs", Legal.whole(1, 100_000), 20L, "Passes over the training rows");

    /** What values a hyperparameter takes. */
    public enum Kind {
        INT,
        FLOAT,
        BOOLEAN,
        CHOICE
    }

    /**
     * Those that read a hyperparameter, which changes nothing with any other.
     *
     * @param choice the hyperparameter whose values they are
     * @param names in their order
     */
    public record Readers(Hyperparameter choice, List<String> names) {}

    /**
     * The legal values: an interval for numbers, names with their meanings for choices.
     *
     * @param scale on which a range of them is usually searched
     */
    private record Legal(
            Kind kind,
            double low,
            boolean lowIncluded,
            double high,
            boolean highIncluded,
            Map<String, String> choices,
            Scale scale) {

        private static Legal numbers(Kind kind, double low, boolean lowIncluded, double high, boolean highIncluded) {
            return new Legal(kind, low, lowIncluded, high, highIncluded, Map.of(), Scale.LINEAR);
        }

        static Legal whole(int low, int high) {
            return numbers(Kind.INT, low, true, high, true);
        }

        static Legal from(double low) {
            return numbers(Kind.FLOAT, low, true, Float.MAX_VALUE, true);
        }

        static Legal above(double low, double high) {
            return numbers(Kind.FLOAT, low, false, high, true);
        }

        /** Below 1. */
        static Legal share() {
            return numbers(Kind.FLOAT, 0, true, 1, false);
        }

        static Legal flag() {
            return numbers(Kind.BOOLEAN, 0, true, 1, true);
        }

        static <C extends Enum<C>> Legal choices(C[] values, Function<C, String> meaning) {
            Map<String, String> choices = new LinkedHashMap<>();
            Arrays.stream(values).forEach(each -> choices.put(each.name(), meaning.apply(each)));
            return new Legal(Kind.CHOICE, 0, true, 0, true, Collections.unmodifiableMap(choices), Scale.LINEAR);
        }

        /** Of numbers whose effect goes with their magnitude. */
        Legal byMagnitude() {
            return new Legal(kind, low, lowIncluded, high, highIncluded, choices, Scale.LOG);
        }

        boolean holds(double number) {
            return (lowIncluded ? number >= low : number > low) && (highIncluded ? number <= high : number < high);
        }

        /** Networks compute in single precision: what becomes infinite, 0 or an excluded bound there is another value than was asked for. */
        boolean holdsReal(double number) {
            float single = (float) number;
            return holds(number) && holds(single) && (single != 0 || number == 0);
        }

        String rule() {
            if (!choices.isEmpty()) {
                return "must be one of " + choices.keySet();
            }
            return "must be " + (lowIncluded ? ">= " : "> ") + plain(low) + " and " + (highIncluded ? "<= " : "< ")
                    + plain(high);
        }

        private static String plain(double number) {
            return number == Float.MAX_VALUE ? String.valueOf(Float.MAX_VALUE) : String.valueOf((long) number);
        }
    }

    private final String key;
    private final Legal legal;
    private final Object defaultValue;
    private final String meaning;

    Hyperparameter(String key, Legal legal, Object defaultValue, String meaning) {
        this.key = key;
        this.legal = legal;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The name in JSON, such as {@code learningRate}. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return legal.kind();
    }

    /** What it is, and of which optimizer or initializer, in one sentence without a full stop. */
    public String meaning() {
        return meaning
                + readers()
                        .map(each -> "; of " + String.join(" and ", each.names()) + " only")
                        .orElse("");
    }

    /** Who reads it; empty where it matters whatever else is chosen. */
    public Optional<Readers> readers() {
        return Stream.of(
                        readers(
                                OPTIMIZER,
                                Optimizer.values(),
                                each -> each.rule().coefficients()),
                        readers(INITIALIZER, Initializer.values(), Initializer::settings))
                .filter(each -> !each.names().isEmpty())
                .findFirst();
    }

    private <C extends Enum<C>> Readers readers(
            Hyperparameter choice, C[] choices, Function<C, List<String>> settings) {
        return new Readers(
                choice,
                Arrays.stream(choices)
                        .filter(each -> settings.apply(each).contains(key))
                        .map(Enum::name)
                        .toList());
    }

    /** The scale on which a range of it is usually searched: the log scale where its effect goes with its magnitude. */
    public Scale usualScale() {
        return legal.scale();
    }

    /** What a trial gets where the value is neither fixed nor searched: Long, Double, Boolean or the choice's name. */
    public Object defaultValue() {
        return defaultValue;
    }

    /** Where the legal numbers begin; see {@link #legalLowIncluded}. */
    public double legalLow() {
        return legal.low();
    }

    /** Whether {@link #legalLow} itself is legal. */
    public boolean legalLowIncluded() {
        return legal.lowIncluded();
    }

    /** Where the legal numbers end; see {@link #legalHighIncluded}. */
    public double legalHigh() {
        return legal.high();
    }

    /** Whether {@link #legalHigh} itself is legal. */
    public boolean legalHighIncluded() {
        return legal.highIncluded();
    }

    /** What each legal name stands for, for choices. */
    public Map<String, String> meaningsOfChoices() {
        return legal.choices();
    }

    /** The legal names, for choices. */
    public List<String> legalChoices() {
        return List.copyOf(legal.choices().keySet());
    }

    /**
     * The value in this hyperparameter's own type: Long, Double, Boolean or the choice's name. Two values are the same if and only if these
     * are equal.
     *
     * @throws InvalidField named {@link #key} if the value has the wrong type or is not legal
     */
    public Object checked(Object value) {
        return switch (legal.kind()) {
            case INT -> whole(value);
            case FLOAT -> real(value);
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    throw refused(FieldCode.WRONG_TYPE, "must be true or false", value);
                }
                yield value;
            }
            case CHOICE -> {
                if (!(value instanceof String name) || !legal.choices().containsKey(name)) {
                    throw refused(FieldCode.NOT_ONE_OF, legal.rule(), value);
                }
                yield value;
            }
        };
    }

    /**
     * A value that has been checked when it was submitted, in this hyperparameter's own type: rules may have become stricter since, and what
     * is stored stays readable.
     */
    public Object stored(Object value) {
        return switch (legal.kind()) {
            case INT -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).doubleValue() + 0.0;
            case BOOLEAN, CHOICE -> value;
        };
    }

    /** The value as networks see it, who train in single precision: values that are one number there are one value. */
    public Object inTraining(Object value) {
        return kind() == Kind.FLOAT && value instanceof Number number ? (Object) (number.floatValue() + 0.0f) : value;
    }

    /** The hyperparameter of a name in JSON. */
    public static Optional<Hyperparameter> named(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    private Long whole(Object value) {
        if (!(value instanceof Number number) || !Whole.is(number)) {
            throw refused(FieldCode.WRONG_TYPE, "must be a whole number", value);
        }
        if (!legal.holds(number.doubleValue())) {
            throw refused(FieldCode.OUT_OF_RANGE, legal.rule(), value);
        }
        return number.longValue();
    }

    private Double real(Object value) {
        if (!(value instanceof Number number)) {
            throw refused(FieldCode.WRONG_TYPE, "must be a number", value);
        }
        double real = number.doubleValue();
        if (!legal.holds(real)) {
            throw refused(FieldCode.OUT_OF_RANGE, legal.rule(), value);
        }
        if (!legal.holdsReal(real)) {
            throw refused(
                    FieldCode.OUT_OF_RANGE,
                    legal.rule() + " in single precision, in which networks train, where it is " + (float) real,
                    value);
        }
        return real + 0.0; // -0.0 becomes 0
    }

    private InvalidField refused(FieldCode code, String rule, Object value) {
        return new InvalidField(key, code, rule + ", but got " + Shown.of(value));
    }
}
