package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** In a pod, where the framework by itself would believe whatever a client says of a proxy. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.cloud-platform=kubernetes",
            "tamis.worker.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:kubernetes;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "logging.level.root=warn"
        })
class OnKubernetesTest {

    private static final int PATIENCE_MILLIS = 15_000;

    @LocalServerPort
    private int port;

    @Test
    void nobodyIsBelievedToBeAProxyUnlessTheSettingsSaySo() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /v3/api-docs HTTP/1.1\r\nHost: localhost:" + port + "\r\nX-Forwarded-Proto: https\r\n"
                    + "X-Forwarded-Host: 127.0.0.9\r\nX-Forwarded-Port: 9\r\nX-Forwarded-For: 192.0.2.1\r\n"
                    + "Connection: close\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("http://localhost:" + port)
                    .doesNotContain("https://localhost", "127.0.0.9");
        }
    }
}
