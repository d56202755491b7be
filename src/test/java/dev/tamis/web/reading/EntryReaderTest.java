package dev.tamis.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Meaning;
import dev.tamis.space.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever settings an entry has, they are read from its record alone. */
class EntryReaderTest {

    /** Of every type that settings may have. */
    public record Careful(
            @Meaning(value = "Trials before it learns", low = 1, high = 50)
            int startup,

            @Meaning(value = "Share of good trials", low = 0, high = 1)
            double share,

            @Meaning("Whether it looks back") boolean patient,
            @Meaning("How it starts") Start start,
            @Meaning("Weights by name") Map<String, Integer> weights)
            implements CatalogueEntry {

        public Careful {
            weights = weights == null ? Map.of() : new TreeMap<>(weights);
        }

        public Careful() {
            this(10, 0.25, true, Start.COLD, Map.of());
        }

        @Override
        public String type() {
            return "CAREFUL";
        }

        @Override
        public String meaning() {
            return "takes its time";
        }
    }

    /** How it starts. */
    public enum Start {
        COLD,
        WARM
    }

    /** With one setting of its own. */
    public record Bold(@Meaning(value = "How bold", low = 1) int boldness) implements CatalogueEntry {

        public Bold() {
            this(3);
        }

        @Override
        public String type() {
            return "BOLD";
        }

        @Override
        public String meaning() {
            return "takes none";
        }
    }

    private static final EntryReader<CatalogueEntry> READER =
            new EntryReader<>(new Catalogue<>(List.of(new Careful(), new Bold())), "tempo", List.of("seed"));

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(read("{}")).contains(new Careful());
        assertThat(read("{\"seed\": 1, \"type\": \"BOLD\"}")).contains(new Bold());
        assertThat(
                        read(
                                "{\"share\": 0.5, \"startup\": 2e0, \"patient\": false, \"start\": \"WARM\", \"weights\": {\"x\": 1}}"))
                .contains(new Careful(2, 0.5, false, Start.WARM, Map.of("x", 1)));
        assertThat(read("{\"startup\": null, \"weights\": {}, \"boldness\": null}"))
                .contains(new Careful());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(complaints("""
                        {"startup": 0, "share": 1.5, "patient": "no", "start": "LATE", "weights": {"x": "1"}, "boldness": 2,
                         "colour": 1}"""))
                .extracting(each -> each.field() + " " + each.rule())
                .containsExactlyInAnyOrder(
                        "tempo.startup must be >= 1 and <= 50, but got 0",
                        "tempo.share must be >= 0 and <= 1, but got 1.5",
                        "tempo.patient must be true or false, but got \"no\"",
                        "tempo.start must be one of [COLD, WARM], but got \"LATE\"",
                        "tempo.weights.x must be a whole number between -2147483648 and 2147483647, but got \"1\"",
                        "tempo.boldness is for BOLD only, but type is CAREFUL",
                        "tempo.colour is not known here; there are type, seed, startup, share, patient, start, weights,"
                                + " boldness");
        assertThat(complaints("{\"type\": \"careful\", \"boldness\": 2, \"startup\": 99}"))
                .extracting(InvalidField::field)
                .containsExactlyInAnyOrder("tempo.type", "tempo.startup");
        assertThat(complaints("{\"type\": 3}"))
                .extracting(InvalidField::rule)
                .containsExactly("must be one of [CAREFUL, BOLD], but got 3");
    }

    private static Optional<CatalogueEntry> read(String json) {
        Violations violations = new Violations();
        Optional<CatalogueEntry> read = READER.read(map(json, violations), violations);
        violations.throwIfAny();
        return read;
    }

    private static List<InvalidField> complaints(String json) {
        Violations violations = new Violations();
        READER.read(map(json, violations), violations);
        try {
            violations.throwIfAny();
            return List.of();
        } catch (InvalidFields refused) {
            return refused.fields();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json, Violations violations) {
        return (Map<String, Object>) PlainJson.read(json, violations);
    }
}
