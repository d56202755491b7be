package dev.tamis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** That the browser of all tests hears what goes wrong in a page. */
class BrowserIT {

    @Test
    void aTestFailsOfWhatAPageDoesNotCatchOrTellsTheConsole() {
        try (Browser browser = Browser.startOrSkip()) {
            Page page = browser.newPage();
            page.setContent("<p>nothing is wrong</p><script>console.log('yet')</script>");
            browser.hasNothingToComplainAbout();

            for (String wrong : new String[] {
                "undefined.name", "Promise.reject(new Error('undefined'))", "console.error('undefined')"
            }) {
                page.evaluate("() => { setTimeout(() => { " + wrong + " }) }");
                page.evaluate("() => new Promise((done) => setTimeout(done, 50))");
                assertThatThrownBy(browser::hasNothingToComplainAbout)
                        .as(wrong)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("undefined");
            }
        }
    }
}
