package dev.tamis.demo;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Range suggestions as text: verdict, ranges and reason of each parameter. */
final class RangeSuggestionText {

    private RangeSuggestionText() {}

    /** @param answer of {@code GET .../range-suggestions} */
    static String render(JsonNode answer) {
        JsonNode suggestions = answer.path("suggestions");
        if (suggestions.isEmpty()) {
            return "none: too few trials completed";
        }
        return StreamSupport.stream(suggestions.spliterator(), false)
                .map(RangeSuggestionText::one)
                .collect(Collectors.joining("\n"));
    }

    private static String one(JsonNode suggestion) {
        String current = range(suggestion.path("current"));
        String suggested = range(suggestion.path("suggested"));
        String change = suggested.equals("-") || suggested.equals(current) ? current : current + "  ->  " + suggested;
        return suggestion.path("parameter").asString("?") + "  "
                + suggestion.path("verdict").asString("?") + "  " + change + "\n    "
                + suggestion.path("reason").asString("no reason given");
    }

    private static String range(JsonNode domain) {
        if (domain.path("choices").isArray()) {
            return StreamSupport.stream(domain.path("choices").spliterator(), false)
                    .map(Numbers::brief)
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (!domain.has("low")) {
            return "-";
        }
        String scale = domain.path("scale").asString("linear").toLowerCase(Locale.ROOT);
        return Numbers.brief(domain.path("low")) + " .. " + Numbers.brief(domain.path("high"))
                + (scale.equals("linear") ? "" : " (" + scale + ")");
    }
}
