package dev.tamis.web.reading;

import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.Setting;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads what a client chooses from a catalogue: its type and, beside it, its settings.
 *
 * @param path where the choice stands in the request
 * @param others fields that stand beside them and are read by somebody else
 */
public record EntryReader<E extends CatalogueEntry>(Catalogue<E> catalogue, String path, List<String> others) {

    private static final String TYPE = "type";

    /**
     * The entry of the type that is given, or the first one; empty if anything is wrong.
     *
     * @param given what is absent in it has its default
     */
    public Optional<E> read(Map<String, Object> given, Violations violations) {
        return violations.collect(path, () -> {
            Violations own = new Violations();
            E read = read(named(given.get(TYPE), own), given, own);
            own.throwIfAny();
            return read;
        });
    }

    /**
     * Has a choice looked at that was refused for some of its values by hyperparameter, for the others may be wrong as well. Complaints
     * about anything else are left out: they may be for want of what was refused.
     */
    public void checkOthers(Map<String, Object> given, Consumer<E> check, Violations violations) {
        Map<String, Object> others = new LinkedHashMap<>(given);
        refusals(() -> {
                    Violations own = new Violations();
                    read(given, own);
                    own.throwIfAny();
                })
                .forEach(refused -> withoutValue(others, refused.field().substring(path.length() + 1)));
        read(others, new Violations())
                .ifPresent(rest -> refusals(() -> check.accept(rest)).stream()
                        .filter(refused -> value(others, refused.field()).isPresent())
                        .forEach(refused ->
                                violations.add(path + "." + refused.field(), refused.code(), refused.rule())));
    }

    private static List<InvalidField> refusals(Runnable reading) {
        try {
            reading.run();
            return List.of();
        } catch (InvalidField refused) {
            return List.of(refused);
        } catch (InvalidFields refused) {
            return refused.fields();
        }
    }

    /** @param field such as points.learningRate; a hyperparameter may be called anything */
    private static void withoutValue(Map<String, Object> settings, String field) {
        value(settings, field).ifPresent(name -> {
            String setting = field.substring(0, field.indexOf('.'));
            Map<Object, Object> rest = new LinkedHashMap<>((Map<?, ?>) settings.get(setting));
            rest.remove(name);
            settings.put(setting, rest);
        });
    }

    /** The hyperparameter whose value the field is; empty if it is something else. */
    private static Optional<String> value(Map<String, Object> settings, String field) {
        String[] names = field.split("\\.", 2);
        return names.length == 2 && settings.get(names[0]) instanceof Map<?, ?> values && values.containsKey(names[1])
                ? Optional.of(names[1])
                : Optional.empty();
    }

    private Optional<E> named(Object type, Violations violations) {
        if (type == null) {
            return Optional.of(catalogue.usual());
        }
        Optional<E> named = type instanceof String name ? catalogue.named(name) : Optional.empty();
        if (named.isEmpty()) {
            violations.add(
                    TYPE, FieldCode.NOT_ONE_OF, "must be one of " + catalogue.types() + ", but got " + Shown.of(type));
        }
        return named;
    }

    /** @param chosen empty if its type was refused: then settings of any type are taken */
    private E read(Optional<E> chosen, Map<String, Object> given, Violations violations) {
        E usual = chosen.orElse(catalogue.usual());
        Map<String, Object> settings = usual.plain();
        settings.remove(TYPE);
        given.forEach((name, value) -> {
            if (value == null) {
                return; // absent
            }
            if (settings.containsKey(name)) {
                settings.put(name, value);
            } else if (!name.equals(TYPE) && !others.contains(name)) {
                refuse(name, value, chosen, violations);
            }
        });
        @SuppressWarnings("unchecked")
        Class<E> type = (Class<E>) usual.getClass();
        return type.cast(new RecordReader(violations, Texts.STAY_TEXTS).read(type.asSubclass(Record.class), settings));
    }

    private void refuse(String name, Object value, Optional<E> chosen, Violations violations) {
        List<String> owners = catalogue.entries().stream()
                .filter(each -> each.plain().containsKey(name))
                .map(CatalogueEntry::type)
                .toList();
        if (owners.isEmpty()) {
            violations.add(
                    name, FieldCode.UNKNOWN_FIELD, "is not known here; there are " + String.join(", ", allNames()));
        } else if (chosen.isPresent() && !isEmpty(value)) {
            violations.add(
                    name,
                    FieldCode.CONFLICT,
                    "is for " + String.join(", ", owners) + " only, but type is "
                            + chosen.get().type());
        }
    }

    private List<String> allNames() {
        return Stream.of(
                        Stream.of(TYPE),
                        others.stream(),
                        catalogue.entries().stream()
                                .flatMap(each -> Setting.of(each).stream().map(Setting::name)))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Generated clients send empty containers for what nobody set. */
    private static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> map && map.values().stream().allMatch(Objects::isNull)
                || value instanceof Collection<?> list && list.isEmpty();
    }
}
