package dev.tamis.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Search spaces as maps, lists, texts and numbers: what JSON says, without a JSON library. One form serves the API and the
 * database.
 *
 * <pre>{@code
 * {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
 *  "hiddenUnits":  {"type": "int", "low": 50, "high": 200, "step": 50},
 *  "optimizer":    {"type": "categorical", "choices": ["SGD", "MOMENTUM"]},
 *  "momentum":     {"type": "float", "low": 0.5, "high": 0.99, "when": {"optimizer": ["MOMENTUM"]}}}
 * }</pre>
 */
public final class PlainForm {

    private static final String CHOICES = "choices";
    private static final String WHEN = "when";
    private static final Set<String> NUMERIC_KEYS = Set.of("type", "low", "high", "scale", "step", WHEN);
    private static final Set<String> CATEGORICAL_KEYS = Set.of("type", CHOICES, WHEN);

    private PlainForm() {}

    /** The plain form of a space, in the order of its domains. */
    public static Map<String, Object> of(SearchSpace space) {
        Map<String, Object> plain = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> plain.put(name, of(domain, space.condition(name))));
        return plain;
    }

    /** The plain form of one domain, and of when its parameter is there. */
    public static Map<String, Object> of(Domain domain, Optional<Condition> condition) {
        Map<String, Object> plain = of(domain);
        condition.ifPresent(each -> plain.put(WHEN, each.values()));
        return plain;
    }

    /** The plain form of one domain. */
    public static Map<String, Object> of(Domain domain) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (domain instanceof FloatDomain real) {
            plain.put("type", "float");
            plain.put("low", real.low());
            plain.put("high", real.high());
            plain.put("scale", real.scale().name().toLowerCase(Locale.ROOT));
            real.step().ifPresent(step -> plain.put("step", step));
        } else if (domain instanceof IntDomain whole) {
            plain.put("type", "int");
            plain.put("low", whole.low());
            plain.put("high", whole.high());
            plain.put("scale", whole.scale().name().toLowerCase(Locale.ROOT));
            whole.step().ifPresent(step -> plain.put("step", step));
        } else if (domain instanceof CategoricalDomain categorical) {
            plain.put("type", "categorical");
            plain.put(CHOICES, categorical.choices());
        }
        return plain;
    }

    /**
     * Reads a space.
     *
     * @throws InvalidFields naming every field that is missing, unknown, of the wrong type or illegal
     */
    public static SearchSpace searchSpace(Map<String, ?> plain) {
        Violations violations = new Violations();
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        plain.forEach((name, domain) -> {
            violations.collect(name, () -> domain(domain)).ifPresent(read -> domains.put(name, read));
            violations
                    .collect(name, () -> condition(domain))
                    .flatMap(each -> each)
                    .ifPresent(read -> conditions.put(name, read));
        });
        violations.throwIfAny();
        return new SearchSpace(domains, conditions);
    }

    /**
     * Reads when the parameter of a domain is there; empty: always.
     *
     * @throws InvalidFields naming everything below {@code when} that is of the wrong type or illegal by itself
     */
    public static Optional<Condition> condition(Object plain) {
        if (!(plain instanceof Map<?, ?> domain) || domain.get(WHEN) == null) {
            return Optional.empty();
        }
        if (!(domain.get(WHEN) instanceof Map<?, ?> when)) {
            throw new InvalidField(
                    WHEN,
                    FieldCode.WRONG_TYPE,
                    "must be an object such as {\"optimizer\": [\"ADAM\"]}, but got " + Shown.of(domain.get(WHEN)));
        }
        if (when.isEmpty()) {
            return Optional.empty(); // as clients send it that cannot leave a map out
        }
        Violations violations = new Violations();
        Map<String, List<Object>> values = new LinkedHashMap<>();
        when.forEach((other, listed) -> {
            if (listed instanceof List<?> list) {
                values.put(
                        String.valueOf(other),
                        list.stream().map(PlainForm::orNull).collect(Collectors.toList()));
            } else {
                violations.add(
                        WHEN + "." + other,
                        FieldCode.WRONG_TYPE,
                        "must be a list of values, one of which it must have, but got " + Shown.of(listed));
            }
        });
        violations.throwIfAny();
        return violations.collect(WHEN, () -> new Condition(values)).or(() -> {
            violations.throwIfAny();
            return Optional.empty();
        });
    }

    private static @Nullable Object orNull(@Nullable Object plain) {
        return plain == null ? null : value(plain);
    }

    /**
     * Reads a space that was stored by this version or an earlier one, which took choices such as 8 and 8.0 for different ones: equal choices
     * count once.
     */
    public static SearchSpace storedSearchSpace(Map<String, ?> plain) {
        Map<String, Object> distinct = new LinkedHashMap<>(plain);
        distinct.replaceAll((name, domain) ->
                domain instanceof Map<?, ?> map && map.get(CHOICES) instanceof List<?> choices
                        ? with(map, distinct(choices))
                        : domain);
        return searchSpace(distinct);
    }

    private static Map<Object, Object> with(Map<?, ?> domain, List<Object> choices) {
        Map<Object, Object> other = new LinkedHashMap<>(domain);
        other.put(CHOICES, choices);
        return other;
    }

    private static List<Object> distinct(List<?> choices) {
        Map<Object, Object> first = new LinkedHashMap<>();
        choices.forEach(each -> first.putIfAbsent(CategoricalDomain.plain(value(each)), each));
        return List.copyOf(first.values());
    }

    /**
     * Reads one domain.
     *
     * @throws InvalidFields naming every field that is missing, unknown, of the wrong type or illegal
     */
    public static Domain domain(Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw new InvalidField(
                    "",
                    FieldCode.WRONG_TYPE,
                    "must be an object such as {\"type\": \"float\", \"low\": 0, \"high\": 1}, but got "
                            + Shown.of(plain));
        }
        return new DomainReader(map).read();
    }

    /**
     * A value in one of the four types that parameters have; whole numbers become Long, all others Double, and -0.0 becomes 0. What a
     * double would make another kind of number of, infinite or whole, stays as it was written, and is refused where that matters.
     */
    public static Object value(Object plain) {
        if (plain instanceof Integer || plain instanceof Short || plain instanceof Byte) {
            return ((Number) plain).longValue();
        }
        if (plain instanceof BigDecimal exact
                && (Double.isInfinite(exact.doubleValue())
                        || Whole.is(exact) != Whole.is((Number) exact.doubleValue()))) {
            return exact;
        }
        if (plain instanceof Number number && !(plain instanceof Long)) {
            return number.doubleValue() + 0.0;
        }
        return plain;
    }

    /** Reads the fields of one domain and collects what is wrong with them. */
    private static final class DomainReader {

        private final Map<?, ?> plain;
        private final Violations violations = new Violations();

        DomainReader(Map<?, ?> plain) {
            this.plain = plain;
        }

        Domain read() {
            Object type = plain.get("type");
            if ("float".equals(type)) {
                refuseUnknown(NUMERIC_KEYS);
                double low = number("low");
                double high = number("high");
                Scale scale = scale();
                OptionalDouble step =
                        plain.get("step") == null ? OptionalDouble.empty() : OptionalDouble.of(number("step"));
                refuseDisorder(low, high);
                violations.throwIfAny();
                return new FloatDomain(low, high, scale, step);
            }
            if ("int".equals(type)) {
                refuseUnknown(NUMERIC_KEYS);
                long low = whole("low");
                long high = whole("high");
                Scale scale = scale();
                OptionalLong step = plain.get("step") == null ? OptionalLong.empty() : OptionalLong.of(whole("step"));
                refuseDisorder((double) low, (double) high);
                violations.throwIfAny();
                return new IntDomain(low, high, scale, step);
            }
            if ("categorical".equals(type)) {
                refuseUnknown(CATEGORICAL_KEYS);
                List<Object> choices = choices();
                violations.throwIfAny();
                return new CategoricalDomain(choices);
            }
            violations.add(
                    "type",
                    type == null ? FieldCode.MISSING : FieldCode.NOT_ONE_OF,
                    "must be float, int or categorical, but "
                            + (type == null ? "is missing" : "got " + Shown.of(type)));
            violations.throwIfAny();
            throw new IllegalStateException("unreachable: a violation was added");
        }

        /** Here, where they still are as they were sent. */
        private void refuseDisorder(double low, double high) {
            if (low >= high && violations.isEmpty()) {
                violations.add(
                        "low",
                        FieldCode.CONFLICT,
                        Bounds.disorder(Shown.of(plain.get("low")), Shown.of(plain.get("high")), low == high));
            }
        }

        private void refuseUnknown(Set<String> known) {
            plain.keySet().stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> violations.add(
                            String.valueOf(key),
                            FieldCode.UNKNOWN_FIELD,
                            "is not a field of a " + plain.get("type") + " domain; it has " + sorted(known)));
        }

        private static List<String> sorted(Set<String> keys) {
            return keys.stream().sorted().toList();
        }

        private double number(String key) {
            if (plain.get(key) instanceof Number number) {
                if (Double.isInfinite(number.doubleValue())) {
                    violations.add(key, FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + Shown.of(number));
                    return Double.NaN;
                }
                return number.doubleValue() + 0.0; // -0.0 becomes 0
            }
            violations.add(
                    key,
                    plain.get(key) == null ? FieldCode.MISSING : FieldCode.WRONG_TYPE,
                    plain.get(key) == null ? "is missing" : "must be a number, but got " + Shown.of(plain.get(key)));
            return Double.NaN;
        }

        private long whole(String key) {
            double number = number(key);
            if (Double.isNaN(number)) {
                return 0;
            }
            Number exact = (Number) Objects.requireNonNull(plain.get(key), "what is a number");
            if (!Whole.is(exact)) {
                violations.add(key, FieldCode.WRONG_TYPE, "must be a whole number, but got " + Shown.of(exact));
            } else if (Math.abs(number) > IntDomain.LARGEST) {
                violations.add(key, FieldCode.OUT_OF_RANGE, IntDomain.SIZE_RULE + ", but got " + Shown.of(exact));
            }
            return exact.longValue();
        }

        private Scale scale() {
            Object name = plain.get("scale");
            if (name == null) {
                return Scale.LINEAR;
            }
            return Arrays.stream(Scale.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseGet(() -> {
                        violations.add(
                                "scale", FieldCode.NOT_ONE_OF, "must be linear or log, but got " + Shown.of(name));
                        return Scale.LINEAR;
                    });
        }

        private List<Object> choices() {
            if (!(plain.get(CHOICES) instanceof List<?> list)) {
                violations.add(
                        CHOICES,
                        plain.get(CHOICES) == null ? FieldCode.MISSING : FieldCode.WRONG_TYPE,
                        plain.get(CHOICES) == null
                                ? "is missing"
                                : "must be a list, but got " + Shown.of(plain.get(CHOICES)));
                return List.of();
            }
            List<Object> choices = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == null) {
                    violations.add(
                            "choices[" + i + "]",
                            FieldCode.MISSING,
                            "must be a text, a number or true/false, but got null");
                } else if (value(list.get(i)) instanceof BigDecimal exact) {
                    violations.add(
                            "choices[" + i + "]",
                            FieldCode.OUT_OF_RANGE,
                            "must be finite, and a number that double precision tells from a whole one, but got "
                                    + Shown.of(exact));
                } else {
                    choices.add(value(list.get(i)));
                }
            }
            if (violations.isEmpty()
                    && choices.stream().map(CategoricalDomain::plain).distinct().count() < choices.size()) {
                violations.add(CHOICES, FieldCode.DUPLICATE, "must all be different, but got " + Shown.of(list));
            }
            return choices;
        }
    }
}
