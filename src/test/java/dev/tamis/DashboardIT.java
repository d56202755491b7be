package dev.tamis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.tamis.dataset.upload.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The dashboard as a person uses it: a real browser, the real service with a database file, the real trainer. One experiment goes
 * through all of it, so the tests have an order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Training takes as long as it takes; a test that hangs must end all the same. */
    private static final LocatorAssertions.IsVisibleOptions IN_TIME =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private static final int TALL = 4600;

    private Browser browser;
    private ConfigurableApplicationContext service;
    private String address;
    private Page page;

    /** Of the experiment that the first test submits, after its first round. */
    private String experiment;

    @BeforeAll
    void start(@TempDir Path home) {
        browser = Browser.startOrSkip();
        service = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--tamis.home=" + home,
                "--spring.datasource.url=jdbc:h2:file:" + home.resolve("dashboard") + ";WRITE_DELAY=0",
                "--logging.level.root=warn");
        address = "http://localhost:"
                + ((WebServerApplicationContext) service).getWebServer().getPort() + "/";
        page = open(new NewContextOptions().setViewportSize(1280, 900));
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        browser.hasNothingToComplainAbout();
    }

    @Test
    @Order(1)
    void anEmptyServiceSaysHowToBegin() {
        show("");
        assertThat(page.getByText("No experiments yet")).isVisible();
        screenshot("list-empty");
        isAccessible();
    }

    @Test
    @Order(2)
    void theFormShowsWhatTheServerRefusesBesideTheField() {
        show("new");
        button("Search in rounds").click();
        page.getByLabel("training rows").fill("999999");
        Locator low = page.locator("[data-path='searchSpace.learningRate.low']");
        low.fill("-1");
        button("Submit the experiment").click();

        assertThat(low).hasAttribute("aria-invalid", "true");
        assertThat(page.locator(
                                "[data-field='searchSpace.learningRate.low'] .wrong, [data-field='searchSpace.learningRate'] > .wrong")
                        .filter(new Locator.FilterOptions().setHasText("-1"))
                        .first())
                .isVisible();
        screenshot("form-errors");
        isAccessible();
        assertThat(page.locator("pre")).containsText("\"trainSize\": 999999");
        assertThat(page.locator("pre")).not().containsText("Authorization");
    }

    /** Nothing is submitted: the service is asked while one writes. */
    @Test
    @Order(2)
    void theFormTellsSizeAndWarningsBeforeAnythingIsSubmitted() {
        show("new");
        button("Search in rounds").click();
        assertThat(page.getByText("100 trials, 25 in the first round")).isVisible();
        page.getByLabel("validation rows").fill("50");
        assertThat(page.locator("[data-field='dataset.validationSize'] .advice").first())
                .containsText("standard error");
        page.getByLabel("validation rows").fill("70000");
        assertThat(page.locator("[data-path='dataset.validationSize']")).hasAttribute("aria-invalid", "true");
        isAccessible();
    }

    @Test
    @Order(2)
    void theFormIsMadeOfTheCatalogueAndSaysSoWhereItCannotBeHad() {
        page.route("**/api/v1/catalogue", Route::abort);
        show("new");
        assertThat(page.getByText("The service cannot be reached.")).isVisible();
        browser.hasCauseToTell("ERR_FAILED");
        page.unroute("**/api/v1/catalogue");
        button("Try again").click();

        button("Batch normalisation").click();
        Locator points = page.locator("[data-path='sampler.points.initializerStd']");
        assertThat(points).hasValue("16");
        assertThat(page.locator("pre")).containsText("\"initializerStd\": 16");
        assertThat(page.locator("[data-name='weightDecay'] .name small")).containsText("L2 coefficient");
        page.locator("[data-path='sampler.type']").selectOption("RANDOM");
        assertThat(points).isHidden();
        assertThat(page.locator("pre")).not().containsText("\"points\"");
    }

    /** The list of modes changes before the row does: in between the form is looked at, and must not find controls of another mode. */
    @ParameterizedTest
    @CsvSource({
        "momentum, 0.5, 0.95",
        "beta1, 0.5, 0.95",
        "beta2, 0.5, 0.9995",
        "dropout, 0, 0.9",
        "learningRate, 1e-4, 0.1"
    })
    @Order(2)
    void aHyperparametersRowIsWholeInEveryModeAndBeginsWithARangeAroundItsDefault(
            String name, String low, String high) {
        show("new");
        Locator row = page.locator("[data-name='" + name + "']");
        Locator mode = row.locator("select").first();
        for (String next :
                List.of("fixed", "float", "categorical", "default", "categorical", "fixed", "default", "float")) {
            mode.selectOption(next);
            browser.hasNothingToComplainAbout();
        }

        assertThat(page.locator("[data-path='searchSpace." + name + ".low']")).hasValue(low);
        assertThat(page.locator("[data-path='searchSpace." + name + ".high']")).hasValue(high);
        assertThat(page.locator("pre")).containsText("\"" + name + "\": {\n      \"type\": \"float\"");
        assertThat(row.locator("[aria-invalid='true']")).hasCount(0);
    }

    @Test
    @Order(2)
    void objectivesAndConstraintsAreAddedAndRemovedWithTheKeyboardAndTheirFrontIsDrawn() {
        show("new");
        button("Search in rounds").click();
        page.locator("[data-path='rounds.count']").fill("1");
        page.locator("[data-path='model.epochs']").fill("5");
        page.locator("[data-path='model.hiddenLayers']").fill("1");
        page.locator("[data-path='sampler.type']").selectOption("SOBOL");
        page.getByLabel("trials in all").fill("24");
        page.locator("[data-name='hiddenUnits'] select").first().selectOption("int");
        page.locator("[data-path='searchSpace.hiddenUnits.low']").fill("5");
        page.locator("[data-path='searchSpace.hiddenUnits.high']").fill("90");
        page.locator("[data-path='searchSpace.learningRate.high']").fill("1");
        page.locator("[data-path='searchSpace.learningRate.low']").fill("1e-3");
        page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)).fill("small and accurate");

        button("Add objective").press("Enter");
        assertThat(page.locator("[data-path='objectives[1].metric']")).isFocused();
        page.locator("[data-path='objectives[1].metric']").selectOption("parameters");
        button("Add objective").press("Enter");
        assertThat(button("Add objective")).isDisabled();
        assertThat(page.locator("pre")).containsText("\"objectives\"");
        button("Remove objective 3").press("Enter");
        assertThat(button("Add objective")).isFocused();
        button("Add constraint").press("Enter");
        page.locator("[data-path='constraints[0].metric']").selectOption("parameters");
        page.locator("[data-path='constraints[0].atMost']").fill("many");
        assertThat(page.locator("[data-path='constraints[0].atMost']")).hasAttribute("aria-invalid", "true");
        screenshot("form-objectives");
        isAccessible();
        page.locator("[data-path='constraints[0].atMost']").fill("50000");
        button("Submit the experiment").click();

        assertThat(page.getByText("24 / 24")).isVisible(IN_TIME);
        assertThat(page.getByText("Hypervolume")).isVisible(IN_TIME);
        assertThat(page.getByLabel("Leaderboard")
                        .getByText("number of weights by")
                        .first())
                .isVisible();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Front").setExact(true)))
                .isVisible();
        screenshot("front");
        isAccessible();

        page.getByText("Copy", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("[data-path='objectives[1].metric']")).hasValue("parameters");
        assertThat(page.locator("[data-path='constraints[0].atMost']")).hasValue("50000");
        page.locator("[data-path='budget.target']").fill("0.5");
        assertThat(page.locator("[data-path='budget.target']")).hasAttribute("aria-invalid", "true");
    }

    @Test
    @Order(3)
    void aSubmittedExperimentIsWatchedLiveToTheEndOfItsRound() {
        show("new");
        button("Search in rounds").click();
        page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)).fill("<b>rounds</b> & \"more\"");
        page.getByLabel("trials in all").fill("36");
        page.locator("[data-path='rounds.count']").fill("2");
        page.locator("[data-path='model.epochs']").fill("25");
        page.locator("[data-path='model.hiddenLayers']").fill("2");
        page.locator("[data-path='searchSpace.learningRate.high']").fill("1");
        page.locator("[data-path='searchSpace.learningRate.low']").fill("1e-5");
        button("Submit the experiment").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("<b>rounds</b> & \"more\"");
        assertThat(page.getByText("awaiting approval").first()).isVisible(IN_TIME);
        assertThat(page.getByText("18 / 36")).isVisible();
        experiment = page.url().substring(page.url().indexOf("#/") + 2);
        assertThat(page.locator("tbody tr:has(a)")).hasCount(18);
        assertThat(page.locator(".curve-grid li")).hasCount(18);
        assertThat(page.locator(".suggestion")).hasCount(2);
    }

    @Test
    @Order(4)
    void theNextRoundStartsByItsButtonAndIsFollowedToItsEnd() {
        button("Start the next round").click();
        assertThat(page.getByText("2 of 2")).isVisible(IN_TIME);
        assertThat(page.getByText("36 / 36")).isVisible(IN_TIME);
        assertThat(page.locator(".head .badge")).hasText("completed");
        assertThat(page.locator("#section-rounds tbody tr").first()).isVisible();
        assertThat(page.locator("#section-rounds .card >> nth=0").locator("tbody tr"))
                .hasCount(2);
        assertThat(button("Start the next round")).isHidden();
    }

    @Test
    @Order(5)
    void theWinnerIsScoredOnTestDataByAButton() {
        button("Evaluate on test data").click();
        assertThat(page.getByText("95 % interval")).isVisible(IN_TIME);
    }

    @Test
    @Order(6)
    void everyChartIsThereInLightAndDarkAndAsATable() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page tall = open(new NewContextOptions().setViewportSize(1280, TALL).setColorScheme(scheme));
            onPage(tall, () -> {
                show(experiment);
                assertThat(page.getByText("95 % interval")).isVisible();
                assertThat(page.locator(".curve-grid li")).hasCount(20);
                everyCanvasIsPainted();
                screenshot("experiment-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
                isAccessible();
                for (Locator summary : page.locator("details.data summary").all()) {
                    summary.click();
                }
                assertThat(page.locator("details.data table"))
                        .hasCount(page.locator("details.data").count());
            });
        }
    }

    @Test
    @Order(7)
    void onAPhoneNothingIsCutOff() {
        Page phone = open(new NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
        onPage(phone, () -> {
            for (String view : List.of(
                    "", "new", "datasets", experiment, experiment + "/trials/0", experiment + "/compare", "analyses")) {
                show(view);
                assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                        .isVisible();
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of " + view)
                        .isLessThanOrEqualTo(390);
                isAccessible();
            }
            page.setViewportSize(390, 3000);
            show(experiment);
            assertThat(page.locator(".curve-grid li")).hasCount(20);
            screenshot("experiment-phone");
        });
    }

    @Test
    @Order(8)
    void aTrialShowsItsCurvesAndLeadsToAComparison() {
        show(experiment);
        page.locator(".curve-grid a").first().click();
        assertThat(page.locator(".head .badge")).hasText("completed");
        assertThat(page.locator(".uplot")).hasCount(2);
        assertThat(page.getByText("generalisation gap")).isVisible();
        screenshot("trial");
        isAccessible();

        show(experiment + "/compare");
        assertThat(page.locator(".uplot")).hasCount(1);
        assertThat(page.locator(".legend li")).hasCount(7);
        page.getByLabel("Trials, up to 7").fill("0, 1");
        page.keyboard().press("Enter");
        assertThat(page.locator(".legend li")).hasCount(2);
        page.getByLabel("Smoothing").fill("0.9");
        screenshot("compare");
        isAccessible();
    }

    @Test
    @Order(9)
    void theListFindsExperimentsByName() {
        show("");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("<b>rounds</b>")))
                .isVisible();
        screenshot("list");
        page.getByLabel("Name contains").fill("no such name");
        assertThat(page.getByText("No experiment matches")).isVisible();
        page.getByLabel("Name contains").fill("more");
        assertThat(page.getByText("36 of 36 trials")).isVisible();
        isAccessible();
    }

    @Test
    @Order(10)
    void whatASearchBeginsWithIsWrittenInTheFormAndCopied() {
        show("new");
        button("Search in rounds").click();
        page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)).fill("begins with more");
        page.getByLabel("trials in all").fill("4");
        page.locator("[data-path='rounds.count']").fill("1");
        page.locator("[data-path='model.epochs']").fill("1");
        Locator points = page.locator("[data-path='points']");
        points.fill("learningRate: 0.01, weightDecay: high");
        assertThat(points).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[data-field='points'] .wrong")).containsText("points[0].weightDecay");
        screenshot("form-points");
        points.fill("learningRate: 0.01, weightDecay: 1e-6\n\nweightDecay: 1e-7, learningRate: 0.001\n");
        page.locator("[data-path='warmStart.experiments']")
                .selectOption(experiment.split("/")[1]);
        page.locator("[data-path='warmStart.points']").fill("1");
        isAccessible();
        button("Submit the experiment").click();
        assertThat(page.getByText("4 / 4")).isVisible(IN_TIME);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Copy"))
                .click();
        assertThat(points)
                .hasValue("learningRate: 0.01, weightDecay: 0.000001\nlearningRate: 0.001, weightDecay: 1e-7");
        assertThat(page.locator("[data-path='warmStart.experiments']"))
                .hasValues(new Pattern[] {Pattern.compile(experiment.split("/")[1])});
        assertThat(page.locator("[data-path='warmStart.mode']")).hasValue("POINTS");
        assertThat(page.locator("[data-path='warmStart.points']")).hasValue("1");
        page.locator("[data-path='sampler.type']").selectOption("TPE");
        page.locator("[data-path='warmStart.mode']").selectOption("PRIOR");
        page.locator("[data-path='warmStart.points']").fill("");
        assertThat(page.locator("pre")).containsText("\"mode\": \"PRIOR\"");
        assertThat(page.getByText("4 trials; 16 steps.")).isVisible();
        button("Submit the experiment").scrollIntoViewIfNeeded();
        screenshot("form-begins-with-more");
    }

    @Test
    @Order(10)
    void theAnalysesAreDrawnFromWhatTheServiceAnswers() {
        Page fresh = open(new NewContextOptions().setViewportSize(1280, 2400));
        onPage(fresh, () -> {
            show("analyses");
            // The lecture's end points.
            assertThat(page.getByText("After 30 steps: (-0.35, 0.0848)")).isVisible(IN_TIME);
            assertThat(page.getByText("After 30 steps: (0.896, 0.0881)")).isVisible();
            assertThat(page.getByText("After 30 steps: (0.136, 0.318)")).isVisible();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Layer 5")))
                    .isVisible();
            button("ReLU, std 0.01").click();
            assertThat(page.getByLabel("std, under NORMAL")).hasValue("0.01");
            screenshot("analyses");
            isAccessible();
        });
    }

    @Test
    @Order(11)
    void aLostConnectionIsShownAndMendsItself() {
        Page fresh = open(new NewContextOptions().setViewportSize(1280, 900));
        onPage(fresh, () -> {
            show("");
            assertThat(page.getByText("36 of 36 trials")).isVisible();
            page.context().setOffline(true);
            assertThat(page.getByText("Connection lost")).isVisible();
            screenshot("connection-lost");
            page.context().setOffline(false);
            assertThat(page.getByText("Connection lost")).isHidden();
            browser.hasCauseToTell("ERR_INTERNET_DISCONNECTED");
        });
    }

    @Test
    @Order(11)
    void whereThereIsNoPlaceForAStreamThePageAsksAgainAndAgain() {
        Page fresh = open(new NewContextOptions().setViewportSize(1280, 900));
        onPage(fresh, () -> {
            page.route("**/events?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            show("new");
            button("Overfitting").click();
            page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)).fill("without a stream");
            button("Submit the experiment").click();
            try {
                assertThat(page.locator("[aria-valuetext='1 of 1 trials have ended']")
                                .first())
                        .isVisible(IN_TIME);
                assertThat(page.getByText("Connection lost")).isHidden();
            } finally {
                browser.hasCauseToTell("503");
            }
        });
    }

    @Test
    @Order(12)
    void ownDataAreUploadedTriedAndRemoved(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(
                folder.resolve("my points.csv"), Csv.numbered(300).replace("150,", "many,"));
        Path good = Files.writeString(folder.resolve("good.csv"), Csv.numbered(300));
        show("datasets");
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
        page.getByLabel("file", new Page.GetByLabelOptions().setExact(true)).setInputFiles(broken);
        assertThat(page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("my-points");
        page.getByLabel("share of test rows").fill("2");
        button("Upload").click();
        assertThat(page.locator("[data-field='testShare'] .wrong")).containsText("but got 2.0");
        page.getByLabel("share of test rows").fill("0.1");
        button("Upload").click();
        assertThat(page.locator("[data-field='file'] .wrong")).containsText("line 152, column 1 (x)");
        assertThat(page.locator("[data-path='file']")).hasAttribute("aria-invalid", "true");
        screenshot("datasets-errors");
        isAccessible();

        page.getByLabel("file", new Page.GetByLabelOptions().setExact(true)).setInputFiles(good);
        button("Upload").click();
        assertThat(page.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("my-points")))
                .isVisible();
        assertThat(page.getByText("270 training rows and 30 test rows")).isVisible();
        screenshot("datasets");
        isAccessible();

        page.getByLabel("New experiment on my-points").click();
        assertThat(page.getByLabel("dataset", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("my-points");
        assertThat(page.getByLabel("training rows")).hasValue("216");
        assertThat(page.getByLabel("validation rows")).hasValue("54");
        page.getByLabel("name", new Page.GetByLabelOptions().setExact(true)).fill("on my points");
        page.getByLabel("trials in all").fill("4");
        page.locator("[data-path='model.epochs']").fill("3");
        button("Submit the experiment").click();
        assertThat(page.locator(".head .badge"))
                .hasText("completed", new LocatorAssertions.HasTextOptions().setTimeout(60_000));

        show("datasets");
        page.getByLabel("Remove my-points").click();
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
    }

    private interface Steps {
        void run();
    }

    private void onPage(Page other, Steps steps) {
        Page usual = page;
        page = other;
        try {
            steps.run();
        } finally {
            page = usual;
            other.context().close();
        }
    }

    private Page open(NewContextOptions options) {
        Page opened = browser.newPage(options.setReducedMotion(ReducedMotion.REDUCE));
        opened.onDialog(Dialog::accept);
        return opened;
    }

    private void show(String view) {
        page.navigate("about:blank");
        page.navigate(address + "#/" + view);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
                .first();
    }

    private void everyCanvasIsPainted() {
        page.waitForFunction("""
                () => [...document.querySelectorAll("canvas.surface")].every((canvas) => canvas.width > 0
                    && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part > 0))""");
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private void isAccessible() {
        assertThat(Accessibility.graveFaultsOf(page)).as(page.url()).isEmpty();
    }
}
