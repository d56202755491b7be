package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.AnswersAreDocumented;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** Clients that break off, or send what is no body: those who still listen hear why, and whoever runs the service hears of none. */
@ApiNodeTest
class BrokenBodiesTest {

    private static final String FORM = "multipart/form-data; boundary=x";
    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na,b\n1,";
    private static final String JSON = "application/json";

    @LocalServerPort
    private int port;

    @Autowired
    private WebServerApplicationContext node;

    @Autowired
    private AnswersAreDocumented documented;

    @Autowired
    private Api api;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void nobodyHasSaidAnything() {
        root.detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "datasets, form, half of a length, broke off",
        "datasets, form, half of a chunk, broke off",
        "datasets, form, a size that is none, RFC 9112",
        "datasets, form, a chunk that is too long, RFC 9112",
        "experiments, json, half of a length, broke off",
        "experiments, json, half of a chunk, broke off",
        "experiments, json, a size that is none, RFC 9112",
        "experiments, json, a chunk that is too long, RFC 9112",
        "range-suggestions, json, half of a length, broke off"
    })
    void whoStillListensHearsWhatIsWrong(String path, String kind, String fault, String words) throws Exception {
        boolean form = kind.equals("form");
        try (Socket client = connected()) {
            send(client, broken("/api/v1/" + path, form ? FORM : JSON, form ? PART : "{\"name\": \"", fault));
            client.shutdownOutput();

            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
            String problem = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
            assertThat(documented.api().complaints("Problem", problem)).isEmpty();
            assertThat(JsonPath.<String>read(problem, "$.code")).isEqualTo(form ? "MALFORMED_FORM" : "MALFORMED_JSON");
            assertThat(JsonPath.<String>read(problem, "$.detail")).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource({"datasets, multipart/form-data; boundary=x", "experiments, application/json"})
    void ofOneWhoIsGoneNobodySaysAnything(String path, String type) throws Exception {
        try (Socket client = connected()) {
            int from = client.getLocalPort();
            send(client, broken("/api/v1/" + path, type, PART, "half of a length"));
            await().until(() -> isConnected(from));
            reset(client);

            await().until(() -> !isConnected(from));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/trials?size=1000", "/export?format=json", "/export?format=csv", "/events?after=0"})
    void norOfOneWhoIsGoneBeforeHeHasHisAnswer(String path) throws Exception {
        UUID id = api.anExperimentWithTrials(2_000);
        try (Socket client = connected()) {
            int from = client.getLocalPort();
            send(client, ("GET /api/v1/experiments/" + id + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(5));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(isConnected(from)).isTrue();
            reset(client);

            await().until(() -> !isConnected(from));
        }
    }

    /** Some of its trials are on their way, and the next cannot be read any more. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void norOfAnExportWhoseExperimentIsRemovedMeanwhile(String format) throws Exception {
        UUID id = api.anExperimentWithTrials(2_000);
        try (Socket client = connected()) {
            send(
                    client,
                    "GET /api/v1/experiments/" + id + "/export?format=" + format
                            + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            api.removes(id);

            assertThat(restOf(client)).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    private static String restOf(Socket client) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            client.getInputStream().transferTo(rest);
        } catch (SocketException cut) {
            // as it must be
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** What is wrong is told, and the connection is of no more use. */
    @Test
    void aRequestBehindABrokenBodyIsNotRead() throws Exception {
        try (Socket client = connected()) {
            send(
                    client,
                    broken("/api/v1/experiments", JSON, "{", "a size that is none")
                            + "GET /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\n\r\n");

            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        }
    }

    /** It is refused before its body is read. A client that was not told would send its next request into a connection that ends. */
    @ParameterizedTest
    @CsvSource({"50000, close", "100, keep-alive", "chunked, close"})
    void anAnswerSaysWhetherTheConnectionEndsWithIt(String length, String connection) throws Exception {
        boolean chunked = length.equals("chunked");
        String body = "x".repeat(chunked ? 50_000 : Integer.parseInt(length));
        try (Socket client = connected()) {
            send(
                    client,
                    "POST /api/v1/experiments HTTP/1.1\r\nHost: evil.test\r\nContent-Type: application/json\r\n"
                            + (chunked
                                    ? "Transfer-Encoding: chunked\r\n\r\nc350\r\n" + body + "\r\n0\r\n\r\n"
                                    : "Content-Length: " + length + "\r\n\r\n" + body));
            if (connection.equals("keep-alive")) {
                send(client, "GET /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }

            String answer = restOf(client);
            assertThat(answer).startsWith("HTTP/1.1 421");
            if (connection.equals("keep-alive")) {
                assertThat(answer).contains("HTTP/1.1 200");
            } else {
                assertThat(answer).containsIgnoringCase("connection: close");
            }
        }
    }

    private static String broken(String path, String type, String body, String fault) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
        return switch (fault) {
            case "half of a length" -> head + "Content-Length: " + 2 * body.length() + "\r\n\r\n" + body;
            case "half of a chunk" -> chunked + Integer.toHexString(2 * body.length()) + "\r\n" + body;
            case "a size that is none" -> chunked + chunk + "zz\r\n";
            case "a chunk that is too long" -> chunked + Integer.toHexString(body.length() - 3) + "\r\n" + body;
            default -> throw new IllegalArgumentException(fault);
        };
    }

    /** Whether the server has the connection of one client. How many it has in all says nothing: others end when they like. */
    private boolean isConnected(int port) {
        ProtocolHandler protocol = ((TomcatWebServer) node.getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler();
        AbstractEndpoint<?, ?> endpoint = ReflectionTestUtils.invokeMethod(protocol, "getEndpoint");
        return endpoint.getConnections().stream().anyMatch(each -> each.getRemotePort() == port);
    }

    private Socket connected() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(1024);
        client.setSoTimeout(15_000);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    /** As a process that dies, or a cable that is cut. */
    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
