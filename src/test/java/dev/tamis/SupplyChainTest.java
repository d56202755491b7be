package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in the jar, and under which terms. The bill of materials lists all libraries with the licences that their authors state; the
 * CycloneDX plugin makes it with each build, also without a network.
 */
class SupplyChainTest {

    private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** What may be given away with a program under the Apache License, by what NOTICE calls it. Of several licences the first is taken. */
    private static final Map<String, String> ALLOWED = Map.of(
            "Apache-2.0", "Apache",
            "MIT", "MIT",
            "BSD-2-Clause", "BSD",
            "BSD-3-Clause", "BSD",
            "EPL-2.0", "EPL 2.0",
            "EPL-1.0", "EPL 1.0",
            "EPL 1.0", "EPL 1.0");

    private static final String APACHE = "Apache-2.0";

    /** Names of libraries stand in parentheses. */
    private static final Pattern LIBRARIES = Pattern.compile("\\(([a-zA-Z0-9., -]+?)\\)");

    private final List<Library> libraries = libraries(bill());

    private record Library(String name, List<String> licences) {

        Optional<String> notAllowed() {
            return licences.stream().anyMatch(ALLOWED::containsKey)
                    ? Optional.empty()
                    : Optional.of(name + " " + licences);
        }

        boolean isUnderApache() {
            return licences.contains(APACHE);
        }
    }

    @Test
    void everyLibraryIsUnderALicenceThatAllowsToGiveItAway() {
        assertThat(libraries).hasSizeGreaterThan(100);
        assertThat(libraries.stream().map(Library::notAllowed).flatMap(Optional::stream))
                .as("libraries under none of %s", new TreeSet<>(ALLOWED.keySet()))
                .isEmpty();
    }

    /** Each was in the jar once, brought by another, and took its part of every start. */
    @Test
    void nothingIsThereThatNobodyUses() {
        assertThat(libraries.stream().map(Library::name))
                .contains("hibernate-core", "tomcat-embed-core", "spring-tx")
                .noneMatch(name -> name.startsWith("kotlin"))
                .doesNotContain(
                        "aspectjweaver",
                        "spring-aspects",
                        "spring-boot-validation",
                        "tomcat-embed-websocket",
                        "jaxb-runtime",
                        "spring-boot-devtools");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"license\": {\"id\": \"GPL-2.0-only\"}}]",
                "[{\"license\": {\"name\": \"Proprietary\"}}]",
                "[{\"license\": {\"id\": \"AGPL-3.0-only\"}}, {\"license\": {\"id\": \"SSPL-1.0\"}}]"
            })
    void aLibraryUnderNothingOrUnderOthersAloneIsFound(String licences) {
        JsonNode bill =
                JsonMapper.shared().readTree("{\"components\": [{\"name\": \"new\", \"licenses\": " + licences + "}]}");

        assertThat(libraries(bill).get(0).notAllowed()).isPresent();
    }

    /** What is under the Apache License carries its notices inside its own jar; others are told of. */
    @Test
    void theNoticeNamesEveryLibraryUnderAnotherLicenceAndWhich() throws IOException {
        Map<String, String> told = told(Files.readString(Path.of("NOTICE")));

        assertThat(libraries.stream()
                        .filter(each -> !each.isUnderApache())
                        .filter(each -> each.licences().stream()
                                .map(ALLOWED::get)
                                .noneMatch(licence -> licence != null
                                        && told.getOrDefault(each.name(), "").contains(licence)))
                        .map(each -> each + ", of which NOTICE says: " + told.get(each.name())))
                .isEmpty();
    }

    @Test
    void theNoticeNamesNothingThatIsNotThere() throws IOException {
        Set<String> there = libraries.stream().map(Library::name).collect(Collectors.toSet());

        assertThat(told(Files.readString(Path.of("NOTICE"))).keySet())
                .hasSizeGreaterThan(15)
                .isSubsetOf(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LICENSE", "NOTICE"})
    void theTermsAreInTheJar(String file) throws IOException {
        assertThat(Path.of("target/classes/META-INF", file)).hasSameTextualContentAs(Path.of(file));
        assertThat(Files.readString(Path.of("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("COPY mvnw pom.xml LICENSE NOTICE ./");
    }

    /** By library: the heading, and the lines from where its name stands to the next name. */
    private static Map<String, String> told(String notice) {
        Map<String, String> told = new TreeMap<>();
        String section = notice.substring(notice.indexOf("Libraries in the executable jar"));
        for (String paragraph : section.split("\n\n")) {
            String heading = paragraph.lines().findFirst().orElse("");
            List<String> entries = new ArrayList<>();
            for (String line : paragraph.lines().skip(1).toList()) {
                if (line.matches("  \\S.*") && !line.startsWith("  (") || entries.isEmpty()) {
                    entries.add(line);
                } else {
                    entries.set(entries.size() - 1, entries.get(entries.size() - 1) + "\n" + line);
                }
            }
            for (String entry : entries) {
                LIBRARIES
                        .matcher(entry)
                        .results()
                        .flatMap(names -> Arrays.stream(names.group(1).split(", ")))
                        .filter(name -> !name.equals("c") && !name.contains(" "))
                        .forEach(name -> told.put(name, heading + "\n" + entry));
            }
        }
        return told;
    }

    private static List<Library> libraries(JsonNode bill) {
        return StreamSupport.stream(bill.get("components").spliterator(), false)
                .map(each -> new Library(
                        each.get("name").asString(),
                        StreamSupport.stream(each.path("licenses").spliterator(), false)
                                .map(licence -> licence.at("/license/id")
                                        .asString(licence.at("/license/name")
                                                .asString(licence.path("expression")
                                                        .asString(""))))
                                .toList()))
                .toList();
    }

    private static JsonNode bill() {
        assertThat(BILL).as("./mvnw process-resources makes it").exists();
        return JsonMapper.shared().readTree(BILL.toFile());
    }
}
