package dev.tamis.experiment;

import dev.tamis.mlp.Hyperparameter;
import dev.tamis.mlp.Hyperparameter.Kind;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks that an experiment ranges over: some hyperparameters fixed, some searched, the rest at their defaults. Every
 * point of the space is a legal network.
 *
 * <p>The constructor takes what is stored as it is: it was legal when it was submitted, and a rule that has become stricter since
 * must not make old experiments unreadable. What clients send goes through {@link #of}.
 *
 * @param fixed each value in its hyperparameter's own type
 */
public record ModelSpace(Parameters fixed, SearchSpace searched) {

    private static final String SINGLE = " in single precision, in which networks train";

    public ModelSpace {
        Map<String, Object> values = new LinkedHashMap<>(fixed.values());
        values.replaceAll((name, value) -> hyperparameter(name).stored(value));
        fixed = new Parameters(values);
    }

    /**
     * Checks fixed values and domains.
     *
     * @throws dev.tamis.space.InvalidFields naming everything that is not legal, below {@code model} and {@code searchSpace}
     */
    public static ModelSpace of(Parameters fixed, SearchSpace searched) {
        Violations violations = new Violations();
        fixed.values()
                .forEach((name, value) ->
                        violations.collect("model", () -> hyperparameter(name).checked(value)));
        searched.domains().forEach((name, domain) -> {
            violations
                    .collect("searchSpace", () -> hyperparameter(name))
                    .ifPresent(known -> check(known, domain, violations));
            if (fixed.values().containsKey(name)) {
                violations.add(
                        "searchSpace." + name,
                        FieldCode.CONFLICT,
                        "is fixed in model." + name + " too; fix it or search it, but not both");
            }
        });
        violations.throwIfAny();
        return new ModelSpace(fixed, searched);
    }

    /** The network of a drawn point. */
    public MlpSpec specAt(Parameters drawn) {
        return MlpSpec.from(fixed.with(drawn));
    }

    /**
     * The same fixed values over another space.
     *
     * @throws dev.tamis.space.InvalidFields as {@link #of}
     */
    public ModelSpace over(SearchSpace other) {
        return of(fixed, other);
    }

    private static Hyperparameter hyperparameter(String name) {
        return Hyperparameter.named(name)
                .orElseThrow(() -> new InvalidField(
                        name,
                        FieldCode.UNKNOWN_FIELD,
                        "is not a hyperparameter; there are "
                                + Arrays.stream(Hyperparameter.values())
                                        .map(Hyperparameter::key)
                                        .toList()));
    }

    private static void check(Hyperparameter hyperparameter, Domain domain, Violations violations) {
        String name = hyperparameter.key();
        String path = "searchSpace." + name;
        Kind kind = hyperparameter.kind();
        if (domain instanceof CategoricalDomain categorical) {
            List<Object> choices = categorical.choices();
            for (int i = 0; i < choices.size(); i++) {
                checkValue(hyperparameter, choices.get(i), path + ".choices[" + i + "]", violations);
            }
            if (choices.stream().map(hyperparameter::inTraining).distinct().count() < choices.size()) {
                violations.add(
                        path + ".choices",
                        FieldCode.DUPLICATE,
                        "must all be different" + SINGLE + ", but got " + Shown.of(choices));
            }
        } else if (kind == Kind.BOOLEAN || kind == Kind.CHOICE) {
            violations.add(path + ".type", FieldCode.WRONG_TYPE, "must be categorical for " + name);
        } else if (domain instanceof FloatDomain real) {
            if (kind == Kind.INT) {
                violations.add(
                        path + ".type",
                        FieldCode.WRONG_TYPE,
                        "must be int or categorical: " + name + " is a whole number");
                return;
            }
            checkValue(hyperparameter, real.low(), path + ".low", violations);
            checkValue(hyperparameter, real.high(), path + ".high", violations);
            checkDistance(hyperparameter, real, path, violations);
        } else if (domain instanceof IntDomain whole) {
            checkValue(hyperparameter, whole.low(), path + ".low", violations);
            checkValue(hyperparameter, whole.high(), path + ".high", violations);
        }
    }

    private static void checkDistance(
            Hyperparameter hyperparameter, FloatDomain domain, String path, Violations violations) {
        Object high = hyperparameter.inTraining(domain.high());
        if (high.equals(hyperparameter.inTraining(domain.low()))) {
            violations.add(
                    path + ".low",
                    FieldCode.CONFLICT,
                    "low < high must hold" + SINGLE + ", but got low=" + domain.low() + ", high=" + domain.high()
                            + "; what shall have one value is not searched: fix it in model");
        } else if (domain.step().isPresent()
                && high.equals(
                        hyperparameter.inTraining(domain.high() - domain.step().getAsDouble()))) {
            violations.add(
                    path + ".step",
                    FieldCode.CONFLICT,
                    "must tell neighbours apart" + SINGLE + ", but got high=" + domain.high() + ", step="
                            + domain.step().getAsDouble());
        }
    }

    private static void checkValue(Hyperparameter hyperparameter, Object value, String path, Violations violations) {
        try {
            hyperparameter.checked(value);
        } catch (InvalidField refused) {
            violations.add(path, refused.code(), refused.rule());
        }
    }
}
