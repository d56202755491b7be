package dev.tamis.search;

import dev.tamis.space.Meaning;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One setting of an entry of the catalogue: a component of its record.
 *
 * @param type of its value, or of each value where there is one for each hyperparameter
 * @param byHyperparameter whether it is a map from names of hyperparameters
 * @param value the one that the entry has
 */
public record Setting(String name, Class<?> type, boolean byHyperparameter, Meaning meaning, Object value) {

    /** The settings of an entry, in the order of its components. */
    public static List<Setting> of(CatalogueEntry entry) {
        return Arrays.stream(entry.getClass().getRecordComponents())
                .map(component -> of(entry, component))
                .toList();
    }

    /** Whether its values are true and false. */
    public boolean isBoolean() {
        return type == boolean.class || type == Boolean.class;
    }

    /** Whether its values are whole numbers. */
    public boolean isWhole() {
        return type == int.class || type == Integer.class || type == long.class || type == Long.class;
    }

    /** Where legal numbers begin; empty: nowhere, or it is no number. */
    public Optional<Long> low() {
        return meaning.low() == Long.MIN_VALUE ? Optional.empty() : Optional.of(meaning.low());
    }

    /** Where legal numbers end; empty: nowhere, or it is no number. */
    public Optional<Long> high() {
        return meaning.high() == Long.MAX_VALUE ? Optional.empty() : Optional.of(meaning.high());
    }

    private static Setting of(CatalogueEntry entry, RecordComponent component) {
        Type type = component.getGenericType();
        boolean isMap = type instanceof ParameterizedType;
        return new Setting(
                component.getName(),
                (Class<?>) (isMap ? ((ParameterizedType) type).getActualTypeArguments()[1] : type),
                isMap,
                Objects.requireNonNull(component.getAnnotation(Meaning.class), () -> component + " tells no meaning"),
                valueOf(entry, component));
    }

    private static Object valueOf(CatalogueEntry entry, RecordComponent component) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException(component + " cannot be read", broken);
        }
    }
}
