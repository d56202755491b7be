package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.Api;
import dev.tamis.web.NodeWithTokensTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that ask before they send a body ({@code Expect: 100-continue}), and send none until they are told. */
@NodeWithTokensTest
class ExpectationsTest {

    private static final int PATIENCE_MILLIS = 15_000;

    @LocalServerPort
    private int port;

    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/experiments, application/json",
        "/api/v1/range-suggestions, application/json",
        "/api/v1/datasets, multipart/form-data; boundary=x",
        "/api/v1/restore, application/vnd.tamis.backup+zip"
    })
    void areToldAtOnceThatItWouldBeTooLarge(String path, String type) throws IOException {
        send(head(path, type, "10000000000000", NodeWithTokensTest.ADMIN));

        assertThat(statusLine()).startsWith("HTTP/1.1 413");
        assertThat(rest()).containsIgnoringCase("Connection: close").contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/experiments, application/json", "/api/v1/datasets, multipart/form-data; boundary=x"})
    void areToldAtOnceThatTheirTokenIsWrong(String path, String type) throws IOException {
        send(head(path, type, "100000", "wrong"));

        assertThat(statusLine()).startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendItWhenTheyAreToldAndAreToldOnce(boolean chunked) throws IOException {
        String body = Api.experimentWithTrials(1);
        String head = head("/api/v1/experiments", "application/json", "" + body.length(), NodeWithTokensTest.ADMIN);
        send(chunked ? head.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked") : head);
        assertThat(statusLine()).isEqualTo("HTTP/1.1 100 ");

        send(chunked ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" : body);

        assertThat(rest()).startsWith("\n\r\nHTTP/1.1 201");
    }

    @Test
    void sendUploadsWhenTheyAreTold() throws IOException {
        String body = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nexpected\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nx,y\n1,a\n2,b\n3,a\n4,b\n\r\n--x--\r\n";
        send(head("/api/v1/datasets", "multipart/form-data; boundary=x", "" + body.length(), NodeWithTokensTest.ADMIN));
        assertThat(statusLine()).isEqualTo("HTTP/1.1 100 ");

        send(body);

        assertThat(rest()).startsWith("\n\r\nHTTP/1.1 201");
    }

    private static String head(String path, String type, String length, String token) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private String statusLine() throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private String rest() throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
