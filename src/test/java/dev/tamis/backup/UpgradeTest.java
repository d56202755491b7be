package dev.tamis.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.ApiNodeTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What real older jars have stored is told by this one as they told it. {@code old/README.md} among the test resources says how the
 * files were made.
 */
@ApiNodeTest
class UpgradeTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** By their newest migration. 16 is {@code OldDatabasesTest}'s. */
    private static final List<String> VERSIONS = List.of(
            "2", "3", "4", "6", "7", "9", "12", "13", "15", "17", "19", "20", "24", "31", "32", "34", "35", "36");

    /** What is read from rows. What is computed from them, ranges and importance, newer versions compute better. */
    private static final Pattern STORED =
            Pattern.compile("/api/v1/(search-spaces|datasets|experiments(?!.*/(range-suggestions|importance))).*");

    /** Before 9.1 the best epoch was the most accurate one, whatever the objective. */
    private static final Set<String> BEST_BY_ACCURACY = Set.of("2", "3", "4", "6", "7", "9");

    /** Until 38 notes told which experiment a point was from. */
    private static final String WITH_ID = "trial (\\d+) of experiment [0-9a-f-]{36}";

    /** Warnings are found anew with each answer. */
    private static final Set<String> OF_THE_MOMENT = Set.of("elapsedSeconds", "etaSeconds", "warnings");

    private static final Map<String, String> RENAMED = Map.of("owner", "claimedBy");

    /** A setting of grids that other samplers never had. */
    private static final Set<String> GONE = Set.of("points");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate ofTheNode;

    @Autowired
    private Restores restores;

    @TempDir
    private Path folder;

    static Stream<Arguments> versionsAndDatabases() {
        return VERSIONS.stream()
                .flatMap(version -> Stream.of(Arguments.of(version, "H2"), Arguments.of(version, "PostgreSQL")));
    }

    @ParameterizedTest
    @MethodSource("versionsAndDatabases")
    void whatAnOlderJarHasStoredIsAnsweredAsItAnswered(String version, String kind) throws Exception {
        Path file = folder.resolve("tamis.mv.db");
        Files.write(file, unpacked("v" + version + ".mv.db"));
        try (KeptDatabase old = KeptDatabase.inFile(folder.resolve("tamis"), version);
                KeptDatabase migrated = kind.equals("H2") ? old : KeptDatabase.ofVersion(kind, version)) {
            if (migrated != old) {
                migrated.restore(old.backup());
            }
            migrated.migrate();
            clearTheNode();
            Path archive = Files.write(folder.resolve("archive.zip"), migrated.backup());
            restores.restore(archive, unpacked -> {});
        }
        Map<String, String> answers = JSON.readValue(
                new String(unpacked("v" + version + ".answers.json"), StandardCharsets.UTF_8),
                new TypeReference<Map<String, String>>() {});
        answers.keySet().removeIf(path -> !STORED.matcher(path).matches());

        assertThat(answers).hasSizeGreaterThan(90);
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, String> each : answers.entrySet()) {
            compare(each.getKey(), read(each.getValue()), read(answer(each.getKey())), differences);
        }
        if (BEST_BY_ACCURACY.contains(version)) {
            assertThat(differences.removeIf(each -> each.contains(byLoss(answers)) && each.contains(" bestEpoch was ")))
                    .isTrue();
        }
        assertThat(differences).isEmpty();
    }

    private static String byLoss(Map<String, String> answers) {
        for (JsonNode each : JSON.readTree(answers.get("/api/v1/experiments")).get("content")) {
            if (each.at("/objective/metric").asString().equals("validationLoss")) {
                return each.get("id").asString();
            }
        }
        throw new AssertionError("no experiment by loss");
    }

    /** Exports are tables where clients ask for nothing else. */
    private static JsonNode read(String answer) {
        return answer.startsWith("{") || answer.startsWith("[") ? JSON.readTree(answer) : JSON.valueToTree(answer);
    }

    /** What is new does not matter; what is gone must be known to be. */
    private static void compare(String at, JsonNode then, JsonNode now, List<String> differences) {
        if (then instanceof ObjectNode object && now instanceof ObjectNode newer) {
            object.forEachEntry((name, value) -> {
                String is = newer.has(name) ? name : RENAMED.getOrDefault(name, name);
                if (newer.has(is)) {
                    if (!OF_THE_MOMENT.contains(name)) {
                        compare(at + " " + is, value, newer.get(is), differences);
                    }
                } else if (!GONE.contains(name)) {
                    differences.add(at + " has no " + name + " any more: " + value);
                }
            });
        } else if (then instanceof ArrayNode array && now instanceof ArrayNode newer && array.size() == newer.size()) {
            for (int i = 0; i < array.size(); i++) {
                compare(at + " " + i, array.get(i), newer.get(i), differences);
            }
        } else if (!then.equals(now) && !now.asString("").equals(withoutId(then.asString("")))) {
            differences.add(at + " was " + shortened(then) + " and is " + shortened(now));
        }
    }

    private static String withoutId(String note) {
        return note.matches(WITH_ID) ? note.replaceFirst(WITH_ID, "trial $1 of an earlier experiment") : "(another)";
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.substring(0, Math.min(text.length(), 200));
    }

    private void clearTheNode() {
        List<Table> tables = ofTheNode.execute((ConnectionCallback<List<Table>>) connection ->
                Tables.of(connection, Set.of("flyway_schema_history", "dataset_room_lock", "quota_lock")));
        for (int i = tables.size() - 1; i >= 0; i--) {
            ofTheNode.update("delete from " + tables.get(i).quoted());
        }
    }

    private static byte[] unpacked(String name) throws IOException {
        try (InputStream packed = UpgradeTest.class.getResourceAsStream("old/" + name + ".gz");
                InputStream content = new GZIPInputStream(packed)) {
            return content.readAllBytes();
        }
    }

    private String answer(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.body();
    }
}
