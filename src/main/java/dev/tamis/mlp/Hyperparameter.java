package dev.tamis.mlp;

import dev.tamis.experiment.LegalValues;
import dev.tamis.experiment.Tunable;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.search.LegalRange;
import dev.tamis.space.InvalidField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    EPOCHS("epochs", Legal.whole(1, 100_000), 20L, "Passes over the training rows"),
    PATIENCE(
            "patience",
            Legal.whole(0, 100_000),
            0L,
            "Epochs without a better validation value, after which a trial is over, and its best epoch is what is evaluated;"
                    + " 0: it is trained, and evaluated, to its end");

    /**
     * Those that read a hyperparameter, which changes nothing with any other.
     *
     * @param choice the hyperparameter whose values they are
     * @param names in their order
     */
    public record Readers(Hyperparameter choice, List<String> names) {}

    /** Real numbers are those of single precision. */
    private static final class Legal {

        static LegalValues whole(int low, int high) {
            return LegalValues.whole(low, high);
        }

        static LegalValues from(double low) {
            return real(LegalRange.closed(low, Float.MAX_VALUE));
        }

        static LegalValues above(double low, double high) {
            return real(new LegalRange(low, false, high, true));
        }

        /** Below 1. */
        static LegalValues share() {
            return real(new LegalRange(0, true, 1, false));
        }

        static LegalValues flag() {
            return LegalValues.flag();
        }

        static <C extends Enum<C>> LegalValues choices(C[] values, Function<C, String> meaning) {
            Map<String, String> choices = new LinkedHashMap<>();
            Arrays.stream(values).forEach(each -> choices.put(each.name(), meaning.apply(each)));
            return LegalValues.choices(choices);
        }

        private static LegalValues real(LegalRange range) {
            return LegalValues.real(range).inSinglePrecision("in which networks train");
        }
    }

    private static final Map<String, Hyperparameter> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(Hyperparameter::key, each -> each));

    private final Tunable plain;

    /** @param meaning without who reads it */
    Hyperparameter(String key, LegalValues legal, Object defaultValue, String meaning) {
        this.plain = new Tunable(key, legal, defaultValue, meaning);
    }

    /** As experiments know it. */
    public Tunable tunable() {
        return new Tunable(plain.key(), plain.legal(), plain.usual(), meaning());
    }

    /** The name in JSON, such as {@code learningRate}. */
    public String key() {
        return plain.key();
    }

    /** What values it takes; real numbers are those of single precision. */
    public LegalValues legal() {
        return plain.legal();
    }

    /** What it is, and of which optimizer or initializer, in one sentence without a full stop. */
    public String meaning() {
        return plain.meaning()
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
                        .filter(each -> settings.apply(each).contains(key()))
                        .map(Enum::name)
                        .toList());
    }

    /** What a trial gets where the value is neither fixed nor searched: Long, Double, Boolean or the choice's name. */
    public Object defaultValue() {
        return plain.usual();
    }

    /**
     * A value as {@link Tunable#checked}.
     *
     * @throws InvalidField named {@link #key} if the value has the wrong type or is not legal
     */
    public Object checked(Object value) {
        return plain.checked(value);
    }

    /** A value as {@link Tunable#stored}. */
    public Object stored(Object value) {
        return plain.stored(value);
    }

    /** The hyperparameter of a name in JSON. */
    public static Optional<Hyperparameter> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
