package dev.tamis.web.reading;

import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Trainables;
import dev.tamis.search.Catalogue;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import dev.tamis.space.Whole;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads records from plain maps and collects everything that is wrong: unknown names, wrong types, missing fields (those
 * whose {@code @Schema} says REQUIRED, so that documentation and check are one), and what the records' constructors refuse.
 *
 * <p>Components are texts, whole numbers, Double, Boolean, UUID, enums, trainers by their names, records, lists and maps of these; {@code Object} is taken as
 * it comes. What is absent or refused is what its {@link dev.tamis.space.Meaning} calls usual, or else null; and the smallest legal
 * value where there can be no null, so that the others are looked at. Absent is what is not there, what is null, and, since generated clients send empty
 * containers for what nobody set, an empty list or map where it is not required. A list holds no null.
 */
public record RecordReader(Violations violations, Texts texts) {

    /** Java's own reading takes "1-1-1-1-1" for an id. */
    static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static final String ID_RULE = "must be an id such as 6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11";

    /** PostgreSQL keeps none, so that no text of ours has one, whatever the database. */
    static final String NUL = "holds the character NUL (\\u0000), which no text may";

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,30}");

    /** Characters of a number that comes as a text: a million digits would take half a minute to read. */
    private static final int LONGEST_NUMBER = PlainJson.LONGEST_NUMBER;

    /** @param plain the whole request */
    public <R extends Record> R read(Class<R> type, Map<?, ?> plain) {
        return read(type, plain, Path.TOP);
    }

    /** @param path where what is read stands in the request */
    public <R extends Record> R read(Class<R> type, Map<?, ?> plain, Path path) {
        Shape shape = Shape.OF.get(type);
        List<String> known = shape.names();
        plain.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(
                        path.field(String.valueOf(name)).toString(),
                        FieldCode.UNKNOWN_FIELD,
                        known.isEmpty()
                                ? "is not known here; nothing is"
                                : "is not known here; there are " + String.join(", ", known)));
        Object[] values = new Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Shape.Field field = shape.fields().get(i);
            Path at = path.field(field.name());
            Object given = field.isAbsent(plain.get(field.name())) ? null : plain.get(field.name());
            if (given == null && field.isRequired()) {
                violations.add(at.toString(), FieldCode.MISSING, "is missing");
            }
            Object read = value(field.type(), given, at);
            Optional<String> broken = field.broken(read);
            broken.ifPresent(rule -> refuse(at, FieldCode.OUT_OF_RANGE, rule, given));
            values[i] = read == null || broken.isPresent() ? field.standIn() : read;
        }
        return make(type, shape.constructor(), values, path);
    }

    /** Whether a value of the field of a name is as good as none. */
    boolean isAbsent(Class<? extends Record> type, String name, Object given) {
        return given == null
                || Shape.OF.get(type).fields().stream()
                        .anyMatch(field -> field.name().equals(name) && field.isAbsent(given));
    }

    /** What fields there are, by the names that requests give them. */
    static List<String> names(Class<? extends Record> type) {
        return Shape.OF.get(type).names();
    }

    private <R extends Record> R make(Class<R> type, Constructor<?> constructor, Object[] values, Path path) {
        return violations
                .collect(path.toString(), () -> {
                    try {
                        return type.cast(constructor.newInstance(values));
                    } catch (InvocationTargetException refused) {
                        throw refusal(refused);
                    } catch (InstantiationException | IllegalAccessException broken) {
                        throw new IllegalStateException(type + " cannot be made", broken);
                    }
                })
                .orElse(null);
    }

    private static RuntimeException refusal(InvocationTargetException thrown) {
        if (thrown.getCause() instanceof InvalidField || thrown.getCause() instanceof InvalidFields) {
            return (RuntimeException) thrown.getCause();
        }
        return new IllegalStateException(thrown.getCause());
    }

    private Object value(Type type, Object given, Path path) {
        if (given == null || type == Object.class) {
            return given;
        }
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == List.class
                    ? list(parameterized.getActualTypeArguments()[0], given, path)
                    : map(parameterized.getActualTypeArguments()[1], given, path);
        }
        Class<?> wanted = MethodType.methodType((Class<?>) type).wrap().returnType();
        if (wanted.isRecord()) {
            return given instanceof Map<?, ?> map
                    ? read(wanted.asSubclass(Record.class), map, path)
                    : refuse(path, "must be an object", given);
        }
        if (wanted.isEnum()) {
            return constant(wanted, given, path);
        }
        if (wanted == Trainable.class) {
            return trainer(given, path);
        }
        if (wanted == Integer.class) {
            Long whole = whole(given, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            return whole == null ? null : whole.intValue();
        }
        if (wanted == Long.class) {
            return whole(given, path, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (wanted == Double.class) {
            return real(given, path);
        }
        return scalar(wanted, given, path);
    }

    private Object real(Object given, Path path) {
        double number = Double.NaN;
        if (given instanceof Number plain) {
            number = plain.doubleValue();
        } else if (given instanceof String text && texts == Texts.ARE_CONVERTED) {
            if (text.length() > LONGEST_NUMBER) {
                return refuse(
                        path,
                        FieldCode.OUT_OF_RANGE,
                        "must be a number of at most " + LONGEST_NUMBER + " characters",
                        given);
            }
            try {
                number = new BigDecimal(text).doubleValue();
            } catch (NumberFormatException unreadable) {
                // said below
            }
        }
        return Double.isFinite(number)
                ? (Object) number
                : refuse(
                        path,
                        given instanceof Number ? FieldCode.OUT_OF_RANGE : FieldCode.WRONG_TYPE,
                        "must be a finite number",
                        given);
    }

    private Object scalar(Class<?> wanted, Object given, Path path) {
        if (wanted == String.class) {
            return given instanceof String text ? plain(text, path) : refuse(path, "must be a text", given);
        }
        if (wanted == Boolean.class) {
            boolean readable = texts == Texts.ARE_CONVERTED && ("true".equals(given) || "false".equals(given));
            Object flag = readable ? Boolean.valueOf((String) given) : given;
            return flag instanceof Boolean ? flag : refuse(path, "must be true or false", given);
        }
        if (wanted == UUID.class) {
            if (given instanceof String text && ID.matcher(text).matches()) {
                return UUID.fromString(text);
            }
            return refuse(path, FieldCode.MALFORMED, ID_RULE, given);
        }
        throw new IllegalStateException("No reader for " + wanted);
    }

    private String plain(String text, Path path) {
        if (text.indexOf('\0') >= 0) {
            violations.addUnreadable(path.toString(), FieldCode.MALFORMED, NUL);
            return "";
        }
        return text;
    }

    private Object constant(Class<?> wanted, Object given, Path path) {
        Object[] constants = wanted.getEnumConstants();
        for (Object constant : constants) {
            if (constant.equals(given) || ((Enum<?>) constant).name().equals(given)) {
                return constant;
            }
        }
        return refuse(path, FieldCode.NOT_ONE_OF, "must be one of " + Arrays.toString(constants), given);
    }

    private Object trainer(Object given, Path path) {
        Catalogue<Trainable> all = Trainables.ALL;
        return given instanceof String type && all.named(type).isPresent()
                ? all.named(type).get()
                : refuse(path, FieldCode.NOT_ONE_OF, "must be one of " + all.types(), given);
    }

    private Long whole(Object given, Path path, long smallest, long largest) {
        FieldCode code = FieldCode.WRONG_TYPE;
        BigDecimal number = number(given);
        if (number != null && Whole.is(number)) {
            if (number.compareTo(BigDecimal.valueOf(smallest)) >= 0
                    && number.compareTo(BigDecimal.valueOf(largest)) <= 0) {
                return number.longValueExact();
            }
            code = FieldCode.OUT_OF_RANGE;
        }
        refuse(path, code, "must be a whole number between " + smallest + " and " + largest, given);
        return null;
    }

    /** The exact number, if it is one. */
    private BigDecimal number(Object given) {
        if (given instanceof BigDecimal exact) {
            return exact;
        }
        if (given instanceof Long || given instanceof Integer) {
            return BigDecimal.valueOf(((Number) given).longValue());
        }
        if (given instanceof String text
                && texts == Texts.ARE_CONVERTED
                && WHOLE.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        return null;
    }

    private List<Object> list(Type of, Object given, Path path) {
        if (!(given instanceof List<?> plain)) {
            refuse(path, "must be a list", given);
            return null;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Path at = path.element(i);
            if (plain.get(i) == null) {
                violations.add(at.toString(), FieldCode.MISSING, "must not be null");
            }
            list.add(value(of, plain.get(i), at));
        }
        return list;
    }

    private Map<String, Object> map(Type of, Object given, Path path) {
        if (!(given instanceof Map<?, ?> plain)) {
            refuse(path, "must be an object", given);
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        plain.forEach((name, value) -> {
            Object read = value(of, value, path.field(String.valueOf(name)));
            if (read != null) {
                map.put(String.valueOf(name), read);
            }
        });
        return map;
    }

    private Object refuse(Path path, String rule, Object given) {
        return refuse(path, FieldCode.WRONG_TYPE, rule, given);
    }

    private Object refuse(Path path, FieldCode code, String rule, Object given) {
        violations.add(path.toString(), code, rule + ", but got " + Shown.of(given));
        return null;
    }
}
