package dev.tamis.web.reading;

import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.Setting;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
