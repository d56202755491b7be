package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that ends TLS itself, with a certificate that its client trusts, and real handshakes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tamis.worker.enabled=false",
            "tamis.token=" + OverTlsTest.TOKEN,
            "server.ssl.bundle=web",
            "management.server.port=0",
            "server.tomcat.threads.max=10",
            "spring.datasource.url=jdbc:h2:mem:tls;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "logging.level.root=warn"
        })
class OverTlsTest {

    static final String TOKEN = "0123456789abcdef-for-tests";

    private static final String PASSWORD = "of-a-key-for-tests";

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry registry) throws Exception {
        Path store = folder.resolve("keys.p12");
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg EC -groupname secp256r1 -alias web -dname CN=localhost -ext san=dns:localhost",
                        "-storetype PKCS12 -storepass " + PASSWORD,
                        "-keystore",
                        store.toString())
                .flatMap(part -> part.equals(store.toString()) ? Stream.of(part) : Stream.of(part.split(" ")))
                .toList();
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(store).as(said).exists();
        registry.add("spring.ssl.bundle.jks.web.keystore.location", () -> "file:" + store);
        registry.add("spring.ssl.bundle.jks.web.keystore.password", () -> PASSWORD);
        registry.add("spring.ssl.bundle.jks.web.keystore.type", () -> "PKCS12");
    }

    @Test
    void aClientThatTrustsTheCertificateSubmitsAndFollowsWhatItHasMade() throws Exception {
        HttpResponse<String> made = client().send(
                        request("/api/v1/experiments")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Api.experimentWithTrials(3)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.sslSession())
                .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
        URI location = URI.create(made.headers().firstValue("Location").orElseThrow());
        assertThat(location).hasScheme("https").hasPort(port);

        HttpResponse<String> export =
                send(request(location.getPath() + "/export?format=csv").build());
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.body().lines()).hasSize(4);

        try (BufferedReader events = new BufferedReader(new InputStreamReader(
                client().send(
                                request(location.getPath() + "/events").build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            assertThat(Stream.generate(() -> line(events))
                            .filter(line -> line.startsWith("data:") && line.contains("progress"))
                            .findFirst())
                    .hasValueSatisfying(data -> assertThat(data).contains("RUNNING"));
        }
    }

    @Test
    void aTableIsTakenInPiecesOfUnknownLength() throws Exception {
        String table = "x,y,label\n" + "0.5,1.25,a\n0.75,2.5,b\n".repeat(20_000);
        Multipart form = Multipart.form()
                .field("name", "over-tls")
                .field("label", "label")
                .file("file", table);
        HttpResponse<String> made = send(request("/api/v1/datasets")
                .header("Content-Type", Multipart.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form.bytes())))
                .build());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void theCookieOfASessionGoesByTlsAlone() throws Exception {
        HttpResponse<String> session = send(request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                .build());
        assertThat(session.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly", "; SameSite=Strict"));
    }

    /** Health's own port speaks TLS, too, and metrics want their token there. */
    @Test
    void thePortOfHealthHasTheSameTlsAndTheSameDoor() throws Exception {
        String own = "https://localhost:" + managementPort + "/actuator/";
        HttpRequest.Builder metrics = HttpRequest.newBuilder(URI.create(own + "prometheus"));
        assertThat(send(HttpRequest.newBuilder(URI.create(own + "health/liveness"))
                                .build())
                        .body())
                .contains("UP");
        assertThat(send(metrics.build()).statusCode()).isEqualTo(401);
        assertThat(send(metrics.header("Authorization", "Bearer " + TOKEN).build())
                        .body())
                .contains("tamis_build_info");
        assertThat(send(request("/actuator/health").build()).statusCode())
                .as("on the port of the API")
                .isEqualTo(404);
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateSendsNothing() {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(request("/api/v1/experiments").build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void oldProtocolsAreNotSpoken() throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", port)) {
            socket.setEnabledProtocols(socket.getSupportedProtocols());
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void plainHttpIsAnsweredByNobody() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("TLS");
        }
    }

    private static String line(BufferedReader from) {
        try {
            String line = from.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            return line;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(trusting()).build();
    }

    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", store.getCertificate("web"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
