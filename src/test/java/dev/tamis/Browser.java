package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.springframework.core.NestedExceptionUtils;

/**
 * A headless browser for tests: the machine's own Chrome or Chromium, else the one that Playwright downloads. Where neither can
 * be had the tests say so and are skipped, unless {@code tamis.browser.required} is set: then they fail.
 *
 * <p>It listens to all its pages: what a script does not catch, and what it tells the console as an error, fails the test, or at the
 * latest the class. Refusals (4xx) are part of the tests, and so is what the pages of attackers try; all else is told beforehand.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /** Installed, but not on the path. */
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("C:/Program Files/Google/Chrome/Application/chrome.exe"));

    private static final Pattern REFUSAL = Pattern.compile("Failed to load resource.* status of 4\\d\\d.*");

    private static final Pattern ATTACKER = Pattern.compile("https?://[^/]*\\.test(:\\d+)?/.*");

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
    private final List<String> complaints = new CopyOnWriteArrayList<>();

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

    Page newPage() {
        return newContext().newPage();
    }

    Page newPage(NewContextOptions options) {
        return listening(browser.newContext(options)).newPage();
    }

    /** A person with cookies of his own. */
    BrowserContext newContext() {
        return listening(browser.newContext());
    }

    private BrowserContext listening(BrowserContext context) {
        context.onWebError(thrown -> complaints.add(thrown.page().url() + ": uncaught " + thrown.error()));
        context.onConsoleMessage(message -> {
            String page = message.page() == null ? "" : message.page().url();
            if (message.type().equals("error")
                    && !REFUSAL.matcher(message.text()).matches()
                    && !ATTACKER.matcher(page).matches()) {
                complaints.add(page + ": " + message.text());
            }
        });
        return context;
    }

    /** For a test that has made it so: complaints with these words are none. */
    void hasCauseToTell(String words) {
        complaints.removeIf(complaint -> complaint.contains(words));
    }

    /** Asked after each test. */
    void hasNothingToComplainAbout() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        assertThat(all).as("what pages did not catch, or told the console").isEmpty();
    }

    /** Asks once more: some of it is heard only now. */
    @Override
    public void close() {
        browser.close();
        playwright.close();
        hasNothingToComplainAbout();
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
