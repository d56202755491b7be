package dev.tamis.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.LogLevels;
import dev.tamis.Tamis;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What lets somebody in stands in no log, however much of it somebody wants, and in no answer about the service itself. */
@ExtendWith(OutputCaptureExtension.class)
class TokensInLogsTest {

    private static final String OF_SETTINGS = "first-admins-secret-0123456789";
    private static final String OF_CI = "secret-of-the-build-0123456789";

    private final LogLevels before = new LogLevels();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @AfterEach
    void letTheNextTestsLogAsBefore() {
        before.restore();
    }

    @Test
    void aWholeRunTellsNoTokenNorCookie(CapturedOutput output, @TempDir Path home) throws Exception {
        String text;
        String cookie;
        String about;
        try (ConfigurableApplicationContext service = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--tamis.home=" + home,
                "--tamis.token=" + OF_SETTINGS,
                "--tamis.tokens[0].owner=ci",
                "--tamis.tokens[0].role=SUBMITTER",
                "--tamis.tokens[0].token=" + OF_CI,
                "--tamis.worker.enabled=false",
                "--spring.datasource.url=jdbc:h2:mem:logs",
                "--management.endpoints.web.exposure.include=*",
                "--logging.level.root=info",
                "--logging.level.dev.tamis=trace",
                "--logging.level.org.springframework.web=trace",
                "--logging.level.org.springframework.security=trace")) {
            port = ((WebServerApplicationContext) service).getWebServer().getPort();
            String made = send("POST", "/api/v1/tokens", "Authorization", "Bearer " + OF_SETTINGS, """
                    {"label": "x", "owner": "anna", "role": "SUBMITTER"}""")
                    .body();
            text = JsonPath.read(made, "$.token");
            HttpResponse<String> session = send("POST", "/api/v1/session", "X", "y", "{\"token\": \"" + text + "\"}");
            cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            send("GET", "/api/v1/me", "Cookie", cookie, null);
            send("GET", "/api/v1/me", "Authorization", "Bearer " + text, null);
            send("GET", "/api/v1/me", "Authorization", "Bearer " + OF_CI, null);
            send("GET", "/api/v1/me", "Authorization", "Bearer wrong-" + text, null);
            send("POST", "/api/v1/session", "X", "y", "{\"token\": \"" + text + "\", \"more\": 1}");
            send("DELETE", "/api/v1/tokens/" + JsonPath.read(made, "$.id"), "Authorization", "Bearer " + text, null);
            about = send("GET", "/actuator/env", "Authorization", "Bearer " + OF_SETTINGS, null)
                            .body()
                    + send("GET", "/actuator/configprops", "Authorization", "Bearer " + OF_SETTINGS, null)
                            .body();
        }
        assertThat(about).contains("tamis.token");
        assertThat(output.getAll()).contains("/api/v1/tokens");
        for (String secret : List.of(OF_SETTINGS, OF_CI, text, cookie.split("=", 2)[1])) {
            assertThat(output.getAll()).doesNotContain(secret);
            assertThat(about).doesNotContain(secret);
        }
    }

    private HttpResponse<String> send(String method, String path, String header, String value, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(header, value)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
