package dev.tamis.experiment;

import dev.tamis.experiment.LegalValues.Kind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What trials range over: some hyperparameters fixed, some searched, the rest at their defaults. Every point of the space is one that
 * the trainer takes.
 *
 * <p>The constructor takes what is stored as it is: it was legal when it was submitted, and a rule that has become stricter since
 * must not make old experiments unreadable. What clients send goes through {@link #of}.
 *
 * @param fixed each value in its hyperparameter's own type
 */
public record ModelSpace(Parameters fixed, SearchSpace searched) {

    /**
     * Checks fixed values and domains.
     *
     * @param trainer who says what is legal
     * @throws dev.tamis.space.InvalidFields naming everything that is not legal, below {@code model} and {@code searchSpace}
     */
    public static ModelSpace of(Trainable trainer, Parameters fixed, SearchSpace searched) {
        Violations violations = new Violations();
        fixed.values()
                .forEach((name, value) ->
                        violations.collect("model", () -> tunable(trainer, name).checked(value)));
        searched.domains().forEach((name, domain) -> {
            violations
                    .collect("searchSpace", () -> tunable(trainer, name))
                    .ifPresent(known -> check(known, domain, violations));
            if (fixed.values().containsKey(name)) {
                violations.add(
                        "searchSpace." + name,
                        FieldCode.CONFLICT,
                        "is fixed in model." + name + " too; fix it or search it, but not both");
            }
        });
        violations.throwIfAny();
        return new ModelSpace(fixed, searched).typed(trainer);
    }

    /** The same, with each fixed value in its hyperparameter's own type. */
    ModelSpace typed(Trainable trainer) {
        Map<String, Object> values = new LinkedHashMap<>(fixed.values());
        values.replaceAll((name, value) -> tunable(trainer, name).stored(value));
        return new ModelSpace(new Parameters(values), searched);
    }

    /** All values of a drawn point that are not left at their defaults. */
    public Parameters at(Parameters drawn) {
        return fixed.with(drawn);
    }

    private static Tunable tunable(Trainable trainer, String name) {
        return trainer.tunable(name)
                .orElseThrow(() -> new InvalidField(
                        name,
                        FieldCode.UNKNOWN_FIELD,
                        "is not a hyperparameter; there are "
                                + trainer.tunables().stream().map(Tunable::key).toList()));
    }

    private static void check(Tunable tunable, Domain domain, Violations violations) {
        String name = tunable.key();
        String path = "searchSpace." + name;
        Kind kind = tunable.legal().kind();
        if (domain instanceof CategoricalDomain categorical) {
            List<Object> choices = categorical.choices();
            for (int i = 0; i < choices.size(); i++) {
                checkValue(tunable, choices.get(i), path + ".choices[" + i + "]", violations);
            }
            if (choices.stream().map(tunable::computed).distinct().count() < choices.size()) {
                violations.add(
                        path + ".choices",
                        FieldCode.DUPLICATE,
                        "must all be different" + tunable.precision() + ", but got " + Shown.of(choices));
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
            checkValue(tunable, real.low(), path + ".low", violations);
            checkValue(tunable, real.high(), path + ".high", violations);
            checkDistance(tunable, real, path, violations);
        } else if (domain instanceof IntDomain whole) {
            checkValue(tunable, whole.low(), path + ".low", violations);
            checkValue(tunable, whole.high(), path + ".high", violations);
        }
    }

    private static void checkDistance(Tunable tunable, FloatDomain domain, String path, Violations violations) {
        Object high = tunable.computed(domain.high());
        if (high.equals(tunable.computed(domain.low()))) {
            violations.add(
                    path + ".low",
                    FieldCode.CONFLICT,
                    "low < high must hold" + tunable.precision() + ", but got low=" + domain.low() + ", high="
                            + domain.high()
                            + "; what shall have one value is not searched: fix it in model");
        } else if (domain.step().isPresent()
                && high.equals(tunable.computed(domain.high() - domain.step().getAsDouble()))) {
            violations.add(
                    path + ".step",
                    FieldCode.CONFLICT,
                    "must tell neighbours apart" + tunable.precision() + ", but got high=" + domain.high() + ", step="
                            + domain.step().getAsDouble());
        }
    }

    private static void checkValue(Tunable tunable, Object value, String path, Violations violations) {
        try {
            tunable.checked(value);
        } catch (InvalidField refused) {
            violations.add(path, refused.code(), refused.rule());
        }
    }
}
