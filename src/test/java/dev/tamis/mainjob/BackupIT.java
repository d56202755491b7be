package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.RealPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A service that trains, moved to another database in the middle of it. */
class BackupIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ARCHIVE = "application/vnd.tamis.backup+zip";

    @TempDir
    Path home;

    @TempDir
    Path otherHome;

    @Test
    void whatWasRunningGoesOnElsewhereAndComesToTheSame() throws IOException, InterruptedException {
        Path archive = home.resolve("tamis.zip");
        String experiment;
        String undisturbed;
        try (ServiceProcess first = ServiceProcess.startQuickly(List.of("-Xmx512m"), home)) {
            experiment = first.service()
                    .submit(lecture()
                            .with("model.epochs", 25)
                            .with("model.hiddenLayers", 3)
                            .with("budget.maxTrials", 32)
                            .with("rounds.count", 2)
                            .with("rounds.mode", "AUTO"));
            first.service().awaitTrialsDone(experiment, 3);
            HttpResponse<Path> answer = CLIENT.send(
                    HttpRequest.newBuilder(at(first, "/api/v1/backup")).build(),
                    HttpResponse.BodyHandlers.ofFile(archive));
            assertThat(answer.statusCode()).isEqualTo(200);
            first.service().awaitEnd(experiment);
            undisturbed = first.service().leaderboard(experiment);
        }
        try (ServiceProcess second = ServiceProcess.startQuickly(
                List.of("-Xmx512m", "-Dtamis.worker.deaths-allowed=0"),
                otherHome,
                "--spring.datasource.url=" + RealPostgres.newDatabase().url(),
                "--spring.datasource.username=postgres")) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(at(second, "/api/v1/restore"))
                            .header("Content-Type", ARCHIVE)
                            .POST(HttpRequest.BodyPublishers.ofFile(archive))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(second.service()
                            .get(experiment)
                            .at("/progress/trials/completed")
                            .asInt())
                    .as("it was in the middle")
                    .isBetween(3, 31);
            JsonNode ended = second.service().awaitEnd(experiment);

            assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");
            assertThat(ended.at("/progress/trials/completed").asInt()).isEqualTo(32);
            assertThat(second.service().leaderboard(experiment)).isEqualTo(undisturbed);
        }
    }

    private static URI at(ServiceProcess service, String path) {
        return URI.create("http://localhost:" + service.port() + path);
    }
}
