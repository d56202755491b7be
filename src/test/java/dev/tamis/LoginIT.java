package dev.tamis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages of a service with a token, in a real browser: asked for once, and no use to anybody else's page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginIT {

    /** Selects that are narrower than what they show, or stand out of the page: a copy of each tells how wide it would like to be. */
    private static final String CUT_OFF = """
            [...document.querySelectorAll("select:not([multiple])")].filter((each) => each.offsetParent).filter((each) => {
              const copy = each.cloneNode(false);
              copy.append(new Option(each.selectedOptions[0].text));
              copy.style.cssText = "position: absolute; width: auto !important; min-width: 0; max-width: none";
              document.body.append(copy);
              const wanted = copy.offsetWidth;
              copy.remove();
              return wanted > each.offsetWidth + 1 || each.getBoundingClientRect().right > innerWidth;
            }).map((each) => `${each.name || each.id}: ${each.selectedOptions[0].text}`)""";

    private static final String TOKEN = "0123456789abcdef-of-a-browser";

    private final HttpClient client = HttpClient.newHttpClient();
    private Browser browser;
    private ConfigurableApplicationContext service;
    private HttpServer neighbour;
    private volatile String cookiesOfTheNeighbour = "";
    private int port;
    private String experiment;
    private BrowserContext person;
    private Page page;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.startOrSkip();
        neighbour = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        neighbour.createContext("/", exchange -> {
            cookiesOfTheNeighbour += exchange.getRequestHeaders().getFirst("Cookie");
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        neighbour.start();
        service = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--tamis.token=" + TOKEN,
                "--tamis.cors.allowed-origins=http://localhost:"
                        + neighbour.getAddress().getPort(),
                "--tamis.worker.enabled=false",
                "--spring.datasource.url=jdbc:h2:mem:login",
                "--logging.level.root=warn");
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
        HttpResponse<String> submitted = client.send(
                asHolder("/api/v1/experiments")
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
        if (neighbour != null) {
            neighbour.stop(0);
        }
        if (service != null) {
            service.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void aPersonComes() {
        person = browser.newContext();
        page = person.newPage();
    }

    @AfterEach
    void thePersonLeaves() {
        person.close();
        browser.hasNothingToComplainAbout();
    }

    @Test
    void theTokenIsAskedForOnceAndKeptWhereNoScriptReadsIt() {
        page.navigate(service("/#/experiments/" + experiment));
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(Accessibility.graveFaultsOf(page)).isEmpty();
        logIn("wrong");
        assertThat(page.getByText("does not know this token")).isVisible();
        logIn(TOKEN);

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("mine");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat((String) page.evaluate("document.cookie")).isEmpty();
        Cookie cookie = person.cookies().get(0);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.value).doesNotContain(TOKEN);

        page.reload();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("mine");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** An admin makes a token for Anna, who comes with it, sees who she is, makes one for a program and goes. */
    @Test
    void peopleSeeWhoTheyAreAndMakeTokensForTheirPrograms() {
        page.navigate(service("/#/tokens"));
        logIn(TOKEN);
        assertThat(page.locator(".whoami")).containsText("You are admin, admin");
        page.getByLabel("what it is for").fill("Anna's laptop" + ", which has a name of its own".repeat(6));
        page.getByLabel("whom it lets in").fill("anna");
        assertThat(page.getByLabel("role")).hasValue("VIEWER");
        page.getByLabel("role").selectOption("SUBMITTER");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make"))
                .click();
        assertThat(page.locator("#made-token")).hasValue(Pattern.compile("tamis_.{49}"));
        String annas = page.locator("#made-token").inputValue();
        assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("Anna's laptop")))
                .containsText("submitter");
        Locator revoke = page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("Anna's laptop"))
                .getByRole(AriaRole.BUTTON);
        assertThat(revoke.boundingBox().x + revoke.boundingBox().width)
                .as("a long label does not push it out of sight")
                .isLessThan(page.viewportSize().width);
        assertThat(page.getByTitle("Anna's laptop, which has")).isVisible();
        assertThat(Accessibility.graveFaultsOf(page)).isEmpty();
        leave();

        logIn(annas);
        assertThat(page.locator(".whoami")).containsText("You are anna, submitter");
        assertThat(page.locator("#who")).hasText("anna (submitter)");
        assertThat(page.getByLabel("whom it lets in")).hasCount(0);
        page.getByLabel("what it is for").fill("somebody who looks on");
        page.getByLabel("role").selectOption("VIEWER");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make"))
                .click();
        assertThat(page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("somebody who")))
                .isVisible();
        String viewers = page.locator("#made-token").inputValue();
        page.getByLabel("what it is for").fill("a chart on the wall");
        page.getByLabel("role").selectOption("VIEWER");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make"))
                .click();
        Locator made = page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("a chart on the wall"));
        assertThat(made).containsText("viewer");
        page.onDialog(dialog -> dialog.accept());
        made.getByRole(AriaRole.BUTTON).click();
        assertThat(made).hasCount(0);
        assertThat(page.locator("#made-token")).hasCount(0);
        leave();

        logIn(viewers);
        aViewerIsToldWhatTheyMayNotDo();
        leave();
        assertThat(person.cookies()).isEmpty();
    }

    private void aViewerIsToldWhatTheyMayNotDo() {
        for (String view : new String[] {"new", "datasets"}) {
            page.navigate(service("/#/" + view));
            assertThat(page.getByText("Your token reads only")).isVisible();
            assertThat(page.locator("form")).hasCount(0);
        }
        assertThat(Accessibility.graveFaultsOf(page)).isEmpty();
    }

    private void leave() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    }

    @Test
    void liveEventsComeByTheCookieAndALogoutEndsIt() throws Exception {
        page.navigate(service("/#/experiments/" + experiment));
        logIn(TOKEN);
        assertThat(page.locator(".head .badge")).hasText("running");
        assertThat(page.locator(".head small")).hasText("private");
        try {
            ask("pause");
            assertThat(page.locator(".head .badge")).hasText("paused");
        } finally {
            ask("resume");
        }

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(person.cookies()).isEmpty();
    }

    @Test
    void onAPhoneTheHeadIsOneRowAndTheRestOpensByAButton() {
        page.setViewportSize(390, 844);
        page.navigate(service("/#/new"));
        logIn(TOKEN);
        assertThat(page.locator("pre")).containsText("-H \"Authorization: Bearer $TAMIS_TOKEN\"");
        assertThat(page.evaluate(CUT_OFF)).as("choices that cannot be read").isEqualTo(List.of());
        Locator head = page.locator(".bar");
        assertThat(head.boundingBox().height).as("one row").isLessThan(60);
        Locator datasets = head.getByText("Datasets");
        assertThat(datasets).isHidden();

        head.getByText("Menu").click();
        assertThat(head.getByText("Log out")).isVisible();
        assertThat(Accessibility.graveFaultsOf(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "menu-phone.png")));
        datasets.click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Datasets");
        assertThat(datasets).isHidden();
    }

    @Test
    void swaggerUiAsksForTheTokenAndThenWorks() {
        page.navigate(service("/swagger-ui.html"));
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        logIn(TOKEN);

        Locator list = page.locator("[id$='-listDatasets']");
        assertThat(list).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        list.locator(".opblock-summary-control").click();
        list.locator(".try-out__btn").click();
        list.locator(".execute").click();
        assertThat(list.locator(".live-responses-table .response-col_status").last())
                .containsText("200");
        assertThat(page.locator(".auth-wrapper .authorize")).isVisible();
    }

    /** For a browser another port of the same host is the same site: the cookie goes along. */
    @Test
    void anotherServiceOnTheSameMachineCannotUseTheCookie() throws Exception {
        page.navigate(service("/"));
        logIn(TOKEN);
        assertThat(page.getByText("mine")).isVisible();
        page.navigate("http://localhost:" + neighbour.getAddress().getPort() + "/");
        assertThat(cookiesOfTheNeighbour).contains("tamis-");
        page.evaluate(
                "(address) => fetch(address, { method: 'POST', mode: 'no-cors', credentials: 'include' })"
                        + ".catch(() => null)",
                service("/api/v1/experiments/" + experiment + "/pause"));
        browser.hasCauseToTell("ERR_BLOCKED_BY_RESPONSE");
        assertThat(client.send(
                                asHolder("/api/v1/experiments/" + experiment).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"state\":\"RUNNING\"");
    }

    /** The same page, by the token: preflight, request and answer, as tamis.cors.allowed-origins allows. */
    @Test
    void aPageThatWasLetInUsesTheTokenFromAnotherOrigin() {
        page.navigate("http://localhost:" + neighbour.getAddress().getPort() + "/");
        assertThat(page.evaluate("""
                        async ([address, token]) => {
                          const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
                          const body = JSON.stringify({ name: "from elsewhere",
                              searchSpace: { learningRate: { type: "float", low: 0.1, high: 1 } } });
                          const answer = await fetch(address, { method: "POST", headers, body });
                          const made = await fetch(answer.headers.get("Location"), { method: "DELETE", headers });
                          return `${answer.status} ${(await answer.json()).name} ${made.status}`;
                        }""", new String[] {service("/api/v1/search-spaces"), TOKEN}))
                .isEqualTo("201 from elsewhere 204");
    }

    private void logIn(String token) {
        page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)).fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
    }

    private void ask(String verb) throws Exception {
        HttpResponse<Void> answer = client.send(
                asHolder("/api/v1/experiments/" + experiment + "/" + verb)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private HttpRequest.Builder asHolder(String path) {
        return HttpRequest.newBuilder(URI.create(service(path))).header("Authorization", "Bearer " + TOKEN);
    }

    private String service(String path) {
        return "http://localhost:" + port + path;
    }
}
