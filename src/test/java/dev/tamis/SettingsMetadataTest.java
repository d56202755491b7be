package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What IDEs and {@code operate.md} know of the settings is what the code reads. */
class SettingsMetadataTest {

    private static final Pattern KEY = Pattern.compile(
            "(?<![\\w.])tamis\\.(?:home|token(?:-file|s)?(?![-\\w])|access(?![-\\w])|oidc\\.[a-z-]+|allowed-hosts|cors\\.allowed-origins|(?:api|worker|datasets|demo|quota)\\.[a-z-]+(?:\\.[a-z-]+)*)");

    @Test
    void everySettingThatTheCodeOrItsPropertiesNameIsDescribed() throws IOException {
        Set<String> named = keysIn("src/main/resources", ".properties");
        named.addAll(keysIn("src/main/java", ".java"));

        assertThat(described()).containsAll(named).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void everyDescriptionSaysSomething() throws IOException {
        for (JsonNode property : metadata().get("properties")) {
            if (property.get("name").asString().startsWith("tamis.")) {
                assertThat(property.path("description").asString(""))
                        .as("%s", property)
                        .hasSizeGreaterThan(10);
            }
        }
    }

    @Test
    void thePageOfSettingsNamesNoneThatDoesNotExist() throws IOException {
        Set<String> documented = keys(Files.readString(Path.of("src/site/markdown/operate.md")));

        assertThat(described()).containsAll(documented);
    }

    private static Set<String> described() throws IOException {
        Set<String> names = new TreeSet<>();
        metadata().get("properties").forEach(each -> names.add(each.get("name").asString()));
        return names;
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream file =
                SettingsMetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(file).as("made by the annotation processor of the build").isNotNull();
            return new JsonMapper().readTree(file.readAllBytes());
        }
    }

    private static Set<String> keysIn(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> keys(text(file)).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> keys(String text) {
        return KEY.matcher(text).results().map(each -> each.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
