package dev.tamis.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.Tamis;
import dev.tamis.backup.Backup;
import dev.tamis.backup.Backups;
import dev.tamis.web.http.LargeBodies;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Who is let in once an archive has brought its people in place of those that there were. */
class RestoredPeopleTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    @Test
    void thereIsAnAdminAtOnceWhateverAnArchiveBrings() throws Exception {
        try (ConfigurableApplicationContext node = node()) {
            Path file = home.resolve("admin-token");
            String first = Files.readString(file).strip();
            String anna = JsonMapper.shared()
                    .readTree(send(node, first, "POST", "/api/v1/tokens", """
                                    {"label": "x", "owner": "anna", "role": "ADMIN"}""".getBytes())
                            .body())
                    .get("token")
                    .asString();
            byte[] withAdmins = archive(node);
            node.getBean(JdbcTemplate.class).update("delete from api_token");
            byte[] withNobody = archive(node);

            assertThat(restored(node, first, withNobody)).isEqualTo(200);
            String second = Files.readString(file).strip();
            assertThat(second).isNotEqualTo(first);
            assertThat(send(node, second, "GET", "/api/v1/me", null).body()).contains("\"ADMIN\"");
            assertThat(send(node, first, "GET", "/api/v1/me", null).statusCode())
                    .as("a token that is remembered for seconds")
                    .isEqualTo(401);

            assertThat(restored(node, second, withAdmins)).isEqualTo(200);
            assertThat(send(node, anna, "GET", "/api/v1/me", null).body()).contains("\"anna\"", "\"ADMIN\"");
            assertThat(send(node, first, "GET", "/api/v1/me", null).statusCode())
                    .isEqualTo(200);
            assertThat(send(node, second, "GET", "/api/v1/me", null).statusCode())
                    .isEqualTo(401);
            assertThat(file).as("what was in it lets nobody in").doesNotExist();
        }
    }

    private static byte[] archive(ConfigurableApplicationContext node) throws Exception {
        try (Backup backup = node.getBean(Backups.class).begin()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Optional<byte[]> piece = backup.next(); piece.isPresent(); piece = backup.next()) {
                all.writeBytes(piece.get());
            }
            return all.toByteArray();
        }
    }

    private static int restored(ConfigurableApplicationContext node, String token, byte[] archive) throws Exception {
        return send(node, token, "POST", "/api/v1/restore", archive).statusCode();
    }

    private static HttpResponse<String> send(
            ConfigurableApplicationContext node, String token, String verb, String path, byte[] body) throws Exception {
        String port = node.getEnvironment().getProperty("local.server.port");
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", path.endsWith("restore") ? LargeBodies.ARCHIVE : "application/json")
                        .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private ConfigurableApplicationContext node() {
        return new SpringApplicationBuilder(Tamis.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--tamis.access=tokens",
                        "--tamis.worker.enabled=false",
                        "--tamis.home=" + home,
                        "--spring.datasource.url=jdbc:h2:mem:restored-people;DB_CLOSE_DELAY=-1",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn");
    }
}
