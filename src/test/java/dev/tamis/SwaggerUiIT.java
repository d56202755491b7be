package dev.tamis;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The documentation's forms are sent as they stand, in a real browser. */
class SwaggerUiIT {

    private static final Duration TRAINING = Duration.ofMinutes(1);

    @Test
    void submittingReadingAndUploadingWorkWithTheFormsAsTheyStand(@TempDir Path home) {
        try (Browser browser = Browser.startOrSkip();
                ConfigurableApplicationContext service = SpringApplication.run(
                        Tamis.class,
                        "--server.port=0",
                        "--tamis.home=" + home,
                        "--spring.datasource.url=jdbc:h2:file:" + home.resolve("swagger") + ";WRITE_DELAY=0",
                        "--logging.level.root=warn")) {
            String address = "http://localhost:"
                    + ((WebServerApplicationContext) service).getWebServer().getPort();
            Page page = browser.newPage();
            page.navigate(address + "/swagger-ui/index.html");

            Locator submit = tryOut(page, "submitExperiment");
            submit.locator("select.examples-select__element, .examples-select select")
                    .first()
                    .selectOption("quick");
            execute(submit, "201");
            await().atMost(TRAINING)
                    .until(() -> page.request()
                            .get(address + "/api/v1/experiments?state=COMPLETED")
                            .text()
                            .contains("quick look"));

            page.reload();
            Locator leaderboard = tryOut(page, "getLeaderboard");
            assertThat(leaderboard.locator("input[placeholder=id]").inputValue())
                    .doesNotStartWith("00000000");
            execute(leaderboard, "200");
            assertThat(leaderboard
                            .locator(".live-responses-table .response-col_description")
                            .last())
                    .containsText("\"rank\": 1");

            Locator upload = tryOut(page, "uploadDataset");
            upload.locator("input[type=file]").first().setInputFiles(Path.of("http", "spirals.csv"));
            execute(upload, "201");
            execute(tryOut(page, "deleteDataset"), "204");
        }
    }

    private static Locator tryOut(Page page, String operation) {
        Locator block = page.locator("[id$='-" + operation + "']");
        block.locator(".opblock-summary-control").click();
        block.locator(".try-out__btn").click();
        return block;
    }

    private static void execute(Locator block, String status) {
        block.locator(".execute").click();
        assertThat(block.locator(".live-responses-table .response-col_status").last())
                .containsText(status);
    }
}
