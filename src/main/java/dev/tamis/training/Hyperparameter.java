package dev.tamis.training;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.space.Whole;
import dev.tamis.training.activation.Activation;
import dev.tamis.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every hyperparameter of an MLP: its name in the API, its kind, legal values and default. Any may be fixed or searched. */
public enum Hyperparameter {
    HIDDEN_LAYERS("hiddenLayers", Kind.INT, new Legal(0, true, 64, true), 2L),
    HIDDEN_UNITS("hiddenUnits", Kind.INT, new Legal(1, true, 16_384, true), 100L),
    ACTIVATION("activation", Kind.CHOICE, Legal.choices(Activation.values()), "RELU"),
    BATCH_NORM("batchNorm", Kind.BOOLEAN, Legal.ANY, false),
    DROPOUT("dropout", Kind.FLOAT, new Legal(0, true, 1, false), 0.0),
    INITIALIZER("initializer", Kind.CHOICE, Legal.choices(Initializer.values()), "HE"),
    INITIALIZER_STD("initializerStd", Kind.FLOAT, new Legal(0, true, Float.MAX_VALUE, true), 0.01),
    OPTIMIZER("optimizer", Kind.CHOICE, Legal.choices(Optimizer.values()), "SGD"),
    LEARNING_RATE("learningRate", Kind.FLOAT, new Legal(0, false, Float.MAX_VALUE, true), 0.01),
    MOMENTUM("momentum", Kind.FLOAT, new Legal(0, true, 1, false), 0.9),
    BETA1("beta1", Kind.FLOAT, new Legal(0, true, 1, false), 0.9),
    BETA2("beta2", Kind.FLOAT, new Legal(0, true, 1, false), 0.999),
    EPSILON("epsilon", Kind.FLOAT, new Legal(0, false, 1, true), 1e-7),
    WEIGHT_DECAY("weightDecay", Kind.FLOAT, new Legal(0, true, Float.MAX_VALUE, true), 0.0),
    BATCH_SIZE("batchSize", Kind.INT, new Legal(1, true, 65_536, true), 100L),
    EPOCHS("epochs", Kind.INT, new Legal(1, true, 100_000, true), 20L);

    /** What values a hyperparameter takes. */
    public enum Kind {
        INT,
        FLOAT,
        BOOLEAN,
        CHOICE
    }

    /** The legal values: an interval for numbers, a list for choices. */
    private record Legal(double low, boolean lowIncluded, double high, boolean highIncluded, List<String> names) {

        static final Legal ANY = new Legal(0, true, 1, true);

        Legal(double low, boolean lowIncluded, double high, boolean highIncluded) {
            this(low, lowIncluded, high, highIncluded, List.of());
        }

        static Legal choices(Enum<?>[] values) {
            return new Legal(
                    0, true, 0, true, Arrays.stream(values).map(Enum::name).toList());
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
            if (!names.isEmpty()) {
                return "must be one of " + names;
            }
            return "must be " + (lowIncluded ? ">= " : "> ") + plain(low) + " and " + (highIncluded ? "<= " : "< ")
                    + plain(high);
        }

        private static String plain(double number) {
            return number == Float.MAX_VALUE ? String.valueOf(Float.MAX_VALUE) : String.valueOf((long) number);
        }
    }

    private final String key;
    private final Kind kind;
    private final Legal legal;
    private final Object defaultValue;

    Hyperparameter(String key, Kind kind, Legal legal, Object defaultValue) {
        this.key = key;
        this.kind = kind;
        this.legal = legal;
        this.defaultValue = defaultValue;
    }

    /** The name in JSON, such as {@code learningRate}. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
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

    /** The legal names, for choices. */
    public List<String> legalChoices() {
        return legal.names();
    }

    /**
     * The value in this hyperparameter's own type: Long, Double, Boolean or the choice's name. Two values are the same if and only if these
     * are equal.
     *
     * @throws InvalidField named {@link #key} if the value has the wrong type or is not legal
     */
    public Object checked(Object value) {
        return switch (kind) {
            case INT -> whole(value);
            case FLOAT -> real(value);
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    throw refused(FieldCode.WRONG_TYPE, "must be true or false", value);
                }
                yield value;
            }
            case CHOICE -> {
                if (!(value instanceof String name) || !legal.names().contains(name)) {
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
        return switch (kind) {
            case INT -> ((Number) value).longValue();
            case FLOAT -> ((Number) value).doubleValue() + 0.0;
            case BOOLEAN, CHOICE -> value;
        };
    }

    /** The value as networks see it, who train in single precision: values that are one number there are one value. */
    public Object inTraining(Object value) {
        return kind == Kind.FLOAT && value instanceof Number number ? (Object) (number.floatValue() + 0.0f) : value;
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
