package dev.tamis.web.reading;

import dev.tamis.space.Meaning;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a record that requests are read into consists of, found out once for all requests: of 100,000 trials, asking the class anew for
 * each was three quarters of the time to read them.
 *
 * @param names those of the fields, as requests give them
 */
record Shape(List<Field> fields, List<String> names, Constructor<?> constructor) {

    private static final JsonMapper JSON = new JsonMapper();

    /** By class of the record. */
    static final ClassValue<Shape> OF = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return of(type);
        }
    };

    /**
     * One field of a request.
     *
     * @param standIn what a record gets where the field is absent or was refused: what is usual; or else null, or the smallest that is
     *     legal where there can be no null
     * @param meaning null where it tells none
     */
    record Field(String name, Type type, boolean isRequired, Object standIn, Meaning meaning) {

        /** Whether a value is as good as none. */
        boolean isAbsent(Object given) {
            return given == null
                    || !isRequired
                            && (given instanceof List<?> list && list.isEmpty() && isA(List.class)
                                    || given instanceof Map<?, ?> map && map.isEmpty() && isA(Map.class));
        }

        private boolean isA(Class<?> container) {
            return type instanceof java.lang.reflect.ParameterizedType generic && generic.getRawType() == container;
        }

        private static Field of(RecordComponent component) {
            // @Schema cannot stand on record components; the compiler hands it on to the accessor.
            Schema schema = component.getAccessor().getAnnotation(Schema.class);
            return new Field(
                    nameOf(component),
                    component.getGenericType(),
                    schema != null && schema.requiredMode() == Schema.RequiredMode.REQUIRED,
                    standIn(component),
                    component.getAccessor().getAnnotation(Meaning.class));
        }

        /** The rule that a number breaks; empty where it breaks none. */
        Optional<String> broken(Object value) {
            if (meaning == null || !(value instanceof Number number)) {
                return Optional.empty();
            }
            double given = number.doubleValue();
            // A number without a bound may be larger than the largest whole one.
            boolean aboveLow = meaning.low() == Long.MIN_VALUE || given >= meaning.low();
            if (aboveLow && (meaning.high() == Long.MAX_VALUE || given <= meaning.high())) {
                return Optional.empty();
            }
            return Optional.of(Stream.of(
                            meaning.low() == Long.MIN_VALUE ? "" : ">= " + meaning.low(),
                            meaning.high() == Long.MAX_VALUE ? "" : "<= " + meaning.high())
                    .filter(bound -> !bound.isEmpty())
                    .collect(Collectors.joining(" and ", "must be ", "")));
        }

        private static Object standIn(RecordComponent component) {
            Meaning meaning = component.getAccessor().getAnnotation(Meaning.class);
            Class<?> type = component.getType();
            if (meaning != null && !meaning.usual().isEmpty()) {
                return JSON.convertValue(meaning.usual(), type);
            }
            long low = meaning == null || meaning.low() == Long.MIN_VALUE ? 0 : meaning.low();
            return type.isPrimitive() ? JSON.convertValue(type == boolean.class ? (Object) false : low, type) : null;
        }

        /** Some names no record component may have: "wait" is one. */
        private static String nameOf(RecordComponent component) {
            Parameter parameter = component.getAccessor().getAnnotation(Parameter.class);
            return parameter == null || parameter.name().isEmpty() ? component.getName() : parameter.name();
        }
    }

    private static Shape of(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            List<Field> fields = Arrays.stream(components).map(Field::of).toList();
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true); // who asks for it keeps his records to himself
            return new Shape(fields, fields.stream().map(Field::name).toList(), constructor);
        } catch (NoSuchMethodException broken) {
            throw new IllegalStateException(type + " is no record", broken);
        }
    }
}
