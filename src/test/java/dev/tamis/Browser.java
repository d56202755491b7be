package dev.tamis;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.core.NestedExceptionUtils;

/**
 * A headless browser for tests: the machine's own Chrome or Chromium, else the one that Playwright downloads. Where neither can
 * be had the tests say so and are skipped, unless {@code tamis.browser.required} is set: then they fail.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /** Installed, but not on the path. */
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("C:/Program Files/Google/Chrome/Application/chrome.exe"));

    /** Without these Chromium asks its maker's hosts for updates, and will not run as root. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts one, or skips the test that asks.
     *
     * @param more of Chromium's arguments
     */
    static Browser startOrSkip(String... more) {
        Optional<Path> installed = installed();
        List<String> arguments =
                Stream.concat(ARGUMENTS.stream(), Stream.of(more)).toList();
        try {
            return start(installed, arguments);
        } catch (RuntimeException none) { // a failed download is no PlaywrightException
            String message =
                    "NO BROWSER: the dashboard's tests need Chrome or Chromium, and none was found on the path nor"
                            + " could one be downloaded: "
                            + NestedExceptionUtils.getMostSpecificCause(none).getMessage();
            if (Boolean.getBoolean("tamis.browser.required")) {
                throw new IllegalStateException(message, none);
            }
            System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
            Assumptions.abort(message);
            throw none;
        }
    }

    com.microsoft.playwright.Browser get() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Browser start(Optional<Path> installed, List<String> arguments) {
        Map<String, String> environment =
                installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            BrowserType.LaunchOptions options =
                    new BrowserType.LaunchOptions().setArgs(arguments).setHeadless(true);
            installed.ifPresent(options::setExecutablePath);
            return new Browser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException failed) {
            playwright.close();
            throw failed;
        }
    }

    private static Optional<Path> installed() {
        Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
