package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.RealPostgres;
import dev.tamis.Tamis;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.people.Subject;
import dev.tamis.space.Seed;
import dev.tamis.web.Multipart;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes that share nothing but PostgreSQL: one takes the upload and the submission, the other trains. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnDataIT {

    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;

    @BeforeAll
    void start(@TempDir Path home) {
        String database = RealPostgres.newDatabase().url();
        first = node(home.resolve("first"), database, "--tamis.worker.enabled=false");
        second = node(home.resolve("second"), database);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void whatIsUploadedHereIsTrainedOnThereAndScoredOnItsTestRows() throws Exception {
        HttpResponse<String> answer = Multipart.form()
                .field("name", "spirals")
                .file("file", Files.readString(Path.of("http", "spirals.csv")))
                .post("http://localhost:" + port(first) + "/api/v1/datasets");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode uploaded = JsonMapper.shared().readTree(answer.body());
        assertThat(new Service(port(second)).get("/datasets/spirals")).isEqualTo(uploaded);
        assertThat(rows(second)).isEqualTo(rows(first)).hasSize(288).doesNotHaveDuplicates();

        Service service = new Service(port(first));
        String experiment = service.submit(Service.lecture()
                .with("dataset", Map.of("name", "spirals", "trainSize", 216, "validationSize", 72))
                .with("model", Map.of("batchSize", 24, "epochs", 60, "optimizer", "ADAM"))
                .with(
                        "searchSpace",
                        Map.of(
                                "learningRate", Map.of("type", "float", "low", 1e-3, "high", 1e-1, "scale", "log"),
                                "hiddenLayers", Map.of("type", "int", "low", 0, "high", 3)))
                .with("budget.maxTrials", 24));
        JsonNode ended = service.awaitEnd(experiment);
        assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(ended.at("/dataset/sha256")).isEqualTo(uploaded.get("sha256"));
        JsonNode best = service.get(experiment + "/leaderboard?top=1").at("/entries/0");
        assertThat(best.get("validationAccuracy").asDouble()).isGreaterThan(0.85);
        assertThat(best.at("/parameters/hiddenLayers").asInt()).isPositive();

        assertThat(service.send("POST", experiment + "/final-evaluation", null).statusCode())
                .isEqualTo(202);
        service.await(() -> !service.get(experiment + "/final-evaluation")
                .get("state")
                .asString()
                .equals("WAITING"));
        JsonNode score = service.get(experiment + "/final-evaluation");
        assertThat(score.get("testSize").asInt()).isEqualTo(72);
        assertThat(score.get("testAccuracy").asDouble()).isGreaterThan(0.8);
        assertThat(service.send("DELETE", "/datasets/spirals", null).statusCode())
                .isEqualTo(204);
        assertThat(new Service(port(second))
                        .send("GET", "/datasets/spirals", null)
                        .statusCode())
                .isEqualTo(404);
    }

    private static ConfigurableApplicationContext node(Path home, String database, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--tamis.home=" + home,
                "--spring.datasource.url=" + database,
                "--logging.level.root=warn"));
        arguments.addAll(Arrays.asList(more));
        return SpringApplication.run(Tamis.class, arguments.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext node) {
        return ((WebServerApplicationContext) node).getWebServer().getPort();
    }

    private static List<String> rows(ConfigurableApplicationContext node) {
        Dataset dataset = node.getBean(Datasets.class)
                .find(new DatasetName(Subject.FIRST_ADMIN, "spirals"))
                .orElseThrow();
        Split split = dataset.split(216, 72, new Seed(42), false);
        List<String> rows = new ArrayList<>();
        for (LabeledData part : List.of(split.train(), split.validation())) {
            float[] features = new float[part.features()];
            for (int row = 0; row < part.size(); row++) {
                part.copyFeatures(row, features, 0);
                rows.add(Arrays.toString(features) + part.label(row));
            }
        }
        return rows;
    }
}
