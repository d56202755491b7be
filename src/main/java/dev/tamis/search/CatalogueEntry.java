package dev.tamis.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that clients choose by the name of its type. It is a record whose components are its settings, each with a {@link
 * dev.tamis.space.Meaning}, and has a public constructor without arguments that gives each setting its default.
 */
public interface CatalogueEntry {

    /** Its name in JSON, such as {@code GRID}. */
    String type();

    /** What it does, in one sentence without a full stop. */
    String meaning();

    /** As it is posted, stored and shown: its type, and its settings by their names. */
    default Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("type", type());
        Setting.of(this).forEach(each -> plain.put(each.name(), each.value()));
        return plain;
    }
}
