package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** README's clients as they stand there: they bring the token where there is one, and what came too fast they send again. */
class ReadmeClientsTest {

    /** Enough for every answer that the snippet reads. */
    private static final byte[] ANSWER = """
            {"id": "x", "state": "COMPLETED", "entries": [], "suggestions": []}""".getBytes(StandardCharsets.UTF_8);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer service;

    @BeforeEach
    void aServiceThatIsAskedTooFast() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void gone() {
        service.stop(0);
    }

    /** Every first request is refused. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body;
        boolean again = heard.contains(request);
        heard.add(request);
        if (again) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        } else {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(429, -1);
        }
        exchange.close();
    }

    @Test
    void thePythonSnippet() throws Exception {
        run("token-of-python", "python3", "-c", snippet("```python\n(.*?)```"));

        assertThat(heard).hasSize(8);
        assertThat(heard.get(0))
                .startsWith("POST /api/v1/experiments Bearer token-of-python {\"name\": \"from Python\"");
        assertThat(heard.get(7)).isEqualTo("GET /api/v1/experiments/x/range-suggestions Bearer token-of-python ");
        eachTwice();
    }

    @Test
    void theLinesWithCurl() throws Exception {
        String lines = snippet("```sh\n(curl\\(\\) .*?)```") + "curl -s http://localhost:8080/a -d '{}'";

        run("token-of-curl", "bash", "-c", lines);
        run(null, "bash", "-c", lines);

        assertThat(heard).hasSize(4);
        assertThat(heard.get(0)).isEqualTo("POST /a Bearer token-of-curl {}");
        assertThat(heard.get(2)).isEqualTo("POST /a null {}");
        eachTwice();
    }

    private void eachTwice() {
        for (int i = 0; i < heard.size(); i += 2) {
            assertThat(heard.get(i + 1)).isEqualTo(heard.get(i));
        }
    }

    private String snippet(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private void run(String token, String... command) throws Exception {
        for (String program : command[0].equals("bash") ? List.of("bash", "curl") : List.of(command[0])) {
            assumeTrue(isInstalled(program), program);
        }
        String here = "localhost:" + service.getAddress().getPort();
        ProcessBuilder client = new ProcessBuilder(Stream.of(command)
                        .map(each -> each.replace("localhost:8080", here))
                        .toList())
                .redirectErrorStream(true);
        client.environment().remove("TAMIS_TOKEN");
        if (token != null) {
            client.environment().put("TAMIS_TOKEN", token);
        }
        Process process = client.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
