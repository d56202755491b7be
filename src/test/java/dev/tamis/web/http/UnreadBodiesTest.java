package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.NodeWithTokensTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is refused while some of its body is still to come, or more than the server holds of it. */
@NodeWithTokensTest
class UnreadBodiesTest {

    private static final int PATIENCE_MILLIS = 15_000;

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "wrong, /api/v1/experiments, application/json, 50000, 50000, 401",
        "wrong, /api/v1/experiments, application/json, 50000, 100, 401",
        "wrong, /api/v1/experiments, application/json, 100, 10, 401",
        "wrong, /api/v1/experiments, application/json, 100, 0, 401",
        "wrong, /api/v1/experiments, application/json, 100, 100, 401",
        "wrong, /api/v1/datasets, multipart/form-data; boundary=x, 50000, 50000, 401",
        NodeWithTokensTest.ADMIN + ", /api/v1/experiments, multipart/form-data; boundary=x, 50000, 50000, 415",
        NodeWithTokensTest.ADMIN + ", /api/v1/experiments, application/json, 5000000, 50000, 413",
        NodeWithTokensTest.ADMIN + ", /api/v1//experiments, application/json, 50000, 50000, 400",
        NodeWithTokensTest.ADMIN + ", /api/v1/datasets, multipart/form-data; boundary=x, 50000, 50000, 400"
    })
    void areAnsweredOnce(String token, String path, String type, int announced, int sent, int status)
            throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_MILLIS);
            String request =
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + token + "\r\nContent-Type: " + type + "\r\nContent-Length: " + announced + "\r\n\r\n"
                            + " ".repeat(sent);
            client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();

            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 " + status).containsIgnoringCase("Connection: close");
            assertThat(answer.split("\"status\":", -1)).as(answer).hasSize(2);
        }
    }
}
