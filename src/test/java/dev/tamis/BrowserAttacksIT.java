package dev.tamis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What pages of others can do to a service without a token on the machine of whoever looks at them, in a real browser: nothing.
 * attacker.test is another site, rebound.test a name that an attacker let point to 127.0.0.1 after his page was loaded, which for a
 * browser makes the service a part of that page's own site.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserAttacksIT {

    /** Everything that a page may ask for without being asked back; each answers what the page gets to see of it. */
    private static final String TRY = """
            async ([method, address]) => {
              try { return (await fetch(address, { method })).status; } catch (refused) { return "no answer"; }
            }""";

    private final HttpClient client = HttpClient.newHttpClient();
    private Browser browser;
    private ConfigurableApplicationContext service;
    private HttpServer attacker;
    private int port;
    private String experiment;
    private Page page;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.startOrSkip("--host-resolver-rules=MAP rebound.test 127.0.0.1, MAP attacker.test 127.0.0.1");
        service = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--tamis.worker.enabled=false",
                "--spring.datasource.url=jdbc:h2:mem:attacked",
                "--logging.level.root=warn");
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
        attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            byte[] body = "<!doctype html><title>Free games</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        attacker.start();
        HttpResponse<String> submitted = client.send(
                HttpRequest.newBuilder(URI.create(service("/api/v1/experiments")))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"name": "mine", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                                 "searchSpace": {"learningRate": {"type": "float", "low": 0.1, "high": 1}},
                                 "budget": {"maxTrials": 2}}"""))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(submitted.statusCode()).isEqualTo(201);
        experiment = submitted.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }

    @AfterAll
    void stop() {
        if (attacker != null) {
            attacker.stop(0);
        }
        if (service != null) {
            service.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
    }

    @AfterEach
    void nothingWasDone() throws Exception {
        page.context().close();
        browser.hasNothingToComplainAbout();
        assertThat(read("/api/v1/experiments/" + experiment)).contains("\"state\":\"RUNNING\"");
        assertThat(read("/api/v1/datasets")).doesNotContain("planted");
    }

    @Test
    void thePersonsOwnPageWorks() {
        page.navigate(service("/"));
        assertThat(page.getByText("mine")).isVisible();
        assertThat(page.evaluate(TRY, new Object[] {"GET", service("/api/v1/experiments")}))
                .isEqualTo(200);
        assertThat(page.evaluate("""
                (address) => new Promise((done) => {
                  const source = new EventSource(address);
                  source.onopen = () => { source.close(); done("open"); };
                  source.onerror = () => { source.close(); done("refused"); };
                })""", "/api/v1/experiments/" + experiment + "/events"))
                .isEqualTo("open");
    }

    @Test
    void aReboundNameReadsAndDeletesNothing() {
        Response answer = page.navigate("http://rebound.test:" + port + "/");
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.text()).contains("HOST_NOT_ALLOWED");
        for (String[] each : new String[][] {
            {"GET", "/api/v1/experiments"},
            {"DELETE", "/api/v1/experiments/" + experiment},
            {"POST", "/api/v1/experiments/" + experiment + "/pause"},
            {"GET", "/api/v1/experiments/" + experiment + "/events"},
            {"GET", "/actuator/prometheus"},
            {"GET", "/actuator/health"},
            {"GET", "/v3/api-docs"},
            {"GET", "/swagger-ui/index.html"},
            {"GET", "/app/main.js"},
            {"OPTIONS", "/api/v1/experiments"}
        }) {
            assertThat(page.evaluate(TRY, each)).as(String.join(" ", each)).isEqualTo(421);
        }
    }

    @Test
    void aFormOfAnotherSiteUploadsNothing() {
        onTheSiteOfTheAttacker();
        Response answer = page.waitForResponse("**/datasets", () -> page.evaluate("""
                (address) => {
                  const form = document.createElement("form");
                  form.method = "post";
                  form.enctype = "multipart/form-data";
                  form.action = address;
                  form.innerHTML = '<input name="name" value="planted"><input type="file" name="file">';
                  const files = new DataTransfer();
                  files.items.add(new File(["x,y\\n1,a\\n2,b\\n3,a\\n4,b\\n5,a\\n6,b\\n7,a\\n8,b\\n"], "planted.csv"));
                  form.querySelector("[type=file]").files = files.files;
                  document.body.append(form);
                  form.submit();
                }""", service("/api/v1/datasets")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("ORIGIN_NOT_ALLOWED");
    }

    /** A page cannot read what it gets without CORS, but may send what forms may send. */
    @ParameterizedTest
    @ValueSource(strings = {"no-cors", "cors"})
    void whatAnotherSiteSendsIsNotDone(String mode) {
        onTheSiteOfTheAttacker();
        assertThat(page.evaluate("""
                ([address, mode]) => fetch(address, { method: "POST", mode }).then(() => "served", () => "refused")""", new Object[] {service("/api/v1/experiments/" + experiment + "/pause"), mode}))
                .isEqualTo("refused");
        page.evaluate("""
                ([address, mode]) => {
                  const form = new FormData();
                  form.append("name", "planted");
                  form.append("file", new File(["x,y\\n1,a\\n2,b\\n3,a\\n4,b\\n5,a\\n6,b\\n7,a\\n8,b\\n"], "x.csv"));
                  return fetch(address, { method: "POST", mode, body: form }).catch(() => null);
                }""", new Object[] {service("/api/v1/datasets"), mode});
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/experiments", "/actuator/health", "/favicon.svg", "/v3/api-docs", "/"})
    void anotherSiteIsNotEvenServedWhatItCannotRead(String path) {
        onTheSiteOfTheAttacker();
        assertThat(page.evaluate(
                        "(address) => fetch(address, { mode: 'no-cors' }).then(() => 'served', () => 'refused')",
                        service(path)))
                .isEqualTo("refused");
    }

    /** What it is refused a page hears at once; a stream that is served and not shown would hold its place for ever. */
    @Test
    void noStreamIsKeptForAnotherSite() {
        onTheSiteOfTheAttacker();
        assertThat(page.evaluate("""
                (address) => new Promise((done) => {
                  window.kept = new EventSource(address);
                  window.kept.onopen = () => done("open");
                  window.kept.onerror = () => done("refused");
                })""", service("/api/v1/experiments/" + experiment + "/events")))
                .isEqualTo("refused");
    }

    @Test
    void noPictureBetraysThatTheServiceRuns() {
        onTheSiteOfTheAttacker();
        assertThat(page.evaluate("""
                (address) => new Promise((done) => {
                  const picture = new Image();
                  picture.onload = () => done("seen");
                  picture.onerror = () => done("nothing");
                  picture.src = address;
                })""", service("/favicon.svg"))).isEqualTo("nothing");
    }

    private void onTheSiteOfTheAttacker() {
        page.navigate("http://attacker.test:" + attacker.getAddress().getPort() + "/");
    }

    private String service(String path) {
        return "http://localhost:" + port + path;
    }

    private String read(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(service(path))).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
