package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that begin to send a body and do not go on, more of them than the server has threads. */
@ApiNodeTest
class SlowSendersTest {

    private static final int MANY = 40;
    private static final int PATIENCE_MILLIS = 15_000;

    @LocalServerPort
    private int port;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : open) {
            each.close();
        }
    }

    @Test
    void holdNobodyUp() throws IOException {
        for (int client = 0; client < MANY; client++) {
            begin("/api/v1/experiments", "application/json", Api.experimentWithTrials(1));
        }

        assertThat(answer("GET", "/actuator/health/liveness", "")).startsWith("HTTP/1.1 200");
        assertThat(answer("GET", "/api/v1/experiments", "")).startsWith("HTTP/1.1 200");
        assertThat(answer("POST", "/api/v1/experiments", Api.experimentWithTrials(1)))
                .startsWith("HTTP/1.1 201");
    }

    @Test
    void ofUploadsHaveFewPlacesAndKeepHealthFromNobody() throws IOException {
        for (int client = 0; client < MANY; client++) {
            begin("/api/v1/datasets", "multipart/form-data; boundary=x", "--x\r\n" + "y".repeat(100));
        }

        assertThat(answer("GET", "/actuator/health/liveness", "")).startsWith("HTTP/1.1 200");
        assertThat(answer("GET", "/api/v1/experiments", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void thatAreRefusedBeforeTheirBodyIsReadHoldNoThreadEither() throws IOException {
        for (int client = 0; client < MANY; client++) {
            begin("/api/v1/experiments", "multipart/form-data; boundary=x", "y".repeat(100));
        }

        assertThat(answer("GET", "/api/v1/experiments", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areServedOnceTheirBodyIsThere(boolean chunked) throws IOException {
        String body = Api.experimentWithTrials(1);
        int half = body.length() / 2;
        Socket client = connected();
        send(client, head("POST", "/api/v1/experiments", "application/json", chunked ? -1 : body.length()));
        send(client, chunked ? chunk(body.substring(0, half)) : body.substring(0, half));
        assertThat(answer("GET", "/api/v1/experiments", "")).as("meanwhile").startsWith("HTTP/1.1 200");

        send(client, chunked ? chunk(body.substring(half)) + "0\r\n\r\n" : body.substring(half));

        assertThat(statusLine(client)).startsWith("HTTP/1.1 201");
    }

    /** Whoever has sent all may say that no more comes, and still waits for his answer. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void areAnsweredThoughTheyCloseTheirHalf(boolean chunked, boolean late) throws IOException {
        String body = Api.experimentWithTrials(1);
        String sent = chunked ? chunk(body) + "0\r\n\r\n" : body;
        Socket client = connected();
        send(client, head("POST", "/api/v1/experiments", "application/json", chunked ? -1 : body.length()));
        if (late) {
            assertThat(answer("GET", "/api/v1/experiments", "")).as("meanwhile").startsWith("HTTP/1.1 200");
        }
        send(client, sent);
        client.shutdownOutput();

        assertThat(statusLine(client)).startsWith("HTTP/1.1 201");
    }

    /** The server reads so much at a time: with the first request's last byte it has nothing of the second. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areAnsweredInTheOrderOfTheirRequests(boolean chunked) throws IOException {
        int most = 8192;
        String head = head("POST", "/api/v1/experiments", "application/json", chunked ? -1 : 1000)
                .replace("Connection: close\r\n", "");
        int around = head.length() + (chunked ? "1000\r\n\r\n0\r\n\r\n".length() : 0);
        String body = Api.experimentWithTrials(1);
        body += " ".repeat(most - around - body.length());
        String first = chunked ? head + chunk(body) + "0\r\n\r\n" : head.replace(": 1000", ": " + body.length()) + body;
        assertThat(first).hasSize(most);
        Socket client = connected();

        send(client, first + head("GET", "/api/v1/experiments?page=0", "application/json", 0));

        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 201")
                .contains("HTTP/1.1 200");
    }

    /** One too many is taken for the answer to what the connection asks next. */
    @RepeatedTest(10)
    void haveOneAnswerAndNoMore() throws IOException {
        Socket client = connected();
        String body = Api.experimentWithTrials(1);
        send(
                client,
                head("POST", "/api/v1/experiments?dryRun=true", "application/json", -1)
                                .replace("Connection: close\r\n", "")
                        + chunk(body) + "0\r\n\r\n");
        assertThat(statusLine(client)).startsWith("HTTP/1.1 200");
        send(client, head("GET", "/api/v1/nope", "application/json", 0));

        String[] answers =
                new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("HTTP/1.1 ");
        assertThat(answers)
                .as("what is left of the first answer, and the second")
                .hasSize(2);
        assertThat(answers[1]).startsWith("404");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mayWaitForWhatTheyAskFor(boolean chunked) throws IOException {
        Socket submits = connected();
        String body = Api.experimentWithTrials(1);
        send(submits, head("POST", "/api/v1/experiments", "application/json", body.length()) + body);
        String created = new String(submits.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String id = created.replaceFirst("(?s).*\"id\":\"([0-9a-f-]{36})\".*", "$1");
        Socket client = connected();
        send(
                client,
                head("GET", "/api/v1/experiments/" + id + "?wait=1&until=STOPPED", "text/plain", chunked ? -1 : 10)
                        + (chunked ? chunk("xxxxxxxxxx") + "0\r\n\r\n" : "xxxxxxxxxx"));

        assertThat(statusLine(client)).startsWith("HTTP/1.1 200");
    }

    @Test
    void areRefusedLikeOthersWhereTheyAreStrangers() throws IOException {
        String body = Api.experimentWithTrials(1);
        Socket client = connected();
        send(
                client,
                head("POST", "/api/v1/experiments", "application/json", body.length())
                        .replace("Host: localhost", "Host: evil.example"));
        send(client, body.substring(0, 10));
        send(client, body.substring(10));

        assertThat(statusLine(client)).startsWith("HTTP/1.1 421");
    }

    private void begin(String path, String type, String body) throws IOException {
        Socket client = connected();
        send(client, head("POST", path, type, body.length() + 1));
        send(client, body.substring(0, body.length() / 2));
    }

    private String answer(String method, String path, String body) throws IOException {
        Socket client = connected();
        send(client, head(method, path, "application/json", body.length()) + body);
        return statusLine(client);
    }

    private Socket connected() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        open.add(client);
        return client;
    }

    private static String head(String method, String path, String type, int length) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type
                + "\r\n" + (length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length) + "\r\n\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private static String statusLine(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
