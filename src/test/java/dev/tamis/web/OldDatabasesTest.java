package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.OldRows;
import dev.tamis.RealPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the program answers about experiments that an older one has stored. Rows and answers were taken from the program as it was
 * before metrics had names (migration 16): one experiment by accuracy in two rounds, one by loss with losses per iteration and
 * trials that failed, one paused under way.
 */
@ApiNodeTest
class OldDatabasesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource ofTheNode;

    @BeforeEach
    void nothingOfTheOtherDatabaseIsLeft() {
        JdbcTemplate jdbc = new JdbcTemplate(ofTheNode);
        jdbc.update("delete from experiment");
        jdbc.update("delete from trial");
        jdbc.update("delete from measurement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void everyAnswerIsTheSameToTheDigit(String database) throws Exception {
        OldRows.migratedIn(database(database)).into(ofTheNode);

        for (Map.Entry<String, String> each : answers().entrySet()) {
            List<String> then = each.getValue().lines().toList();
            List<String> now = answer(each.getKey(), then.size());
            assertThat(now).as(each.getKey()).hasSameSizeAs(then);
            for (int line = 0; line < then.size(); line++) {
                assertThat(withoutWhatIsNew(then.get(line), now.get(line)))
                        .as(each.getKey())
                        .isEqualTo(then.get(line));
            }
        }
    }

    /** A line as it is now, without fields that answers have got since then. */
    private static String withoutWhatIsNew(String then, String now) {
        int json = then.startsWith("data:") ? 5 : 0;
        if (!then.startsWith("{", json) || !now.startsWith("{", json)) {
            // New columns come last.
            return now.startsWith(then + ",") ? then : now;
        }
        JsonNode kept = JSON.readTree(now.substring(json));
        retain(JSON.readTree(then.substring(json)), kept);
        return now.substring(0, json) + kept;
    }

    private static void retain(JsonNode then, JsonNode now) {
        if (then instanceof ObjectNode object && now instanceof ObjectNode newer) {
            newer.retain(object.propertyNames());
            newer.forEachEntry((name, value) -> retain(object.get(name), value));
        } else if (then instanceof ArrayNode array && now instanceof ArrayNode newer && array.size() == newer.size()) {
            for (int i = 0; i < array.size(); i++) {
                retain(array.get(i), newer.get(i));
            }
        }
    }

    private static DataSource database(String name) {
        return name.equals("H2")
                ? new DriverManagerDataSource("jdbc:h2:mem:old-rows;DB_CLOSE_DELAY=-1", "sa", "")
                : new DriverManagerDataSource(RealPostgres.newDatabase().url(), "postgres", "");
    }

    /** By path. Since then an owner has become who claimed a trial, a random sampler has lost a setting that it never had, and one trial is no longer several. */
    private static Map<String, String> answers() {
        String all = OldRows.file("answers.json")
                .replace("\\\"owner\\\"", "\\\"claimedBy\\\"")
                .replace(",\\\"points\\\":{}", "")
                .replace("only 1 trials lie in", "only 1 trial lies in");
        return JSON.readValue(all, new TypeReference<Map<String, String>>() {});
    }

    /** Its first lines: streams do not end. */
    private List<String> answer(String path, long lines) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                .build();
        try (Stream<String> answer =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            return answer.limit(lines).toList();
        }
    }
}
