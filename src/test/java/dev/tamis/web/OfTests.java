package dev.tamis.web;

import dev.tamis.experiment.Trainables;
import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import java.security.CodeSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What lies on the class path of tests alone: no user's catalogue has it. */
public final class OfTests {

    private static final CodeSource TESTS = OfTests.class.getProtectionDomain().getCodeSource();

    private static final Map<String, Catalogue<?>> LISTS =
            Map.of("trainers", Trainables.ALL, "samplers", Catalogue.SAMPLERS, "pruners", Catalogue.PRUNERS);

    private OfTests() {}

    /** The types of a catalogue that tests have brought. */
    public static Set<String> types(Catalogue<?> catalogue) {
        return catalogue.entries().stream()
                .filter(each ->
                        each.getClass().getProtectionDomain().getCodeSource().equals(TESTS))
                .map(CatalogueEntry::type)
                .collect(Collectors.toSet());
    }

    /** The answer of {@code GET /api/v1/catalogue} as users get it. */
    public static JsonNode without(JsonNode catalogue) {
        LISTS.forEach((list, entries) -> {
            Set<String> types = types(entries);
            ((ArrayNode) catalogue.get(list))
                    .removeIf(each -> types.contains(each.get("type").asString()));
        });
        return catalogue;
    }
}
