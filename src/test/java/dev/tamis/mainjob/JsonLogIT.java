package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One setting makes the whole output of the service JSON, a line each, for whoever collects logs. */
class JsonLogIT {

    @TempDir
    Path home;

    @Test
    void everyLineIsJsonAndLinesOfTrainingNameExperimentTrialsAndNode() throws IOException {
        String experiment;
        try (ServiceProcess service = ServiceProcess.startQuickly(
                List.of("-Xmx512m"),
                home,
                "--logging.structured.format.console=logstash",
                "--logging.level.dev.tamis.scheduling=debug")) {
            experiment = service.service()
                    .submit(lecture()
                            .small()
                            .with("budget.maxTrials", 12)
                            .with("budget.parallelTrials", 4)
                            .with("budget.maxFailedTrials", 12));
            service.service().awaitEnd(experiment);
        }

        List<JsonNode> lines = log();
        assertThat(lines).isNotEmpty().allMatch(JsonNode::isObject);
        List<JsonNode> training = lines.stream()
                .filter(line -> line.get("message").asString().startsWith("Trained a pack"))
                .toList();
        assertThat(training).isNotEmpty().allSatisfy(line -> {
            assertThat("/experiments/" + line.get("experiment").asString()).isEqualTo(experiment);
            assertThat(line.get("trials").asString()).matches("\\d+(-\\d+)?(,\\d+(-\\d+)?)*");
            assertThat(line.get("node").asString()).isNotBlank();
        });
    }

    private List<JsonNode> log() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            Path log = files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }
}
