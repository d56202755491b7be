package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What keeps people from using a page, as axe-core finds it. */
final class Accessibility {

    /** Worse than moderate. */
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    /**
     * What is wrong, each with the first element that it is wrong with; empty where nothing is. All rules are asked, but only
     * violations told, in the page itself: telling what is right, in another page for the sake of foreign frames that ours do
     * not have, took longer than finding out.
     */
    static List<String> graveFaultsOf(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeResults found =
                new AxeBuilder(page).options(options).setLegacyMode(true).analyze();
        assertThat(found.getPasses()).as("rules that %s keeps to", page.url()).isNotEmpty();
        return found.getViolations().stream()
                .filter(violation -> GRAVE.contains(violation.getImpact()))
                .map(violation ->
                        violation.getId() + ": " + violation.getNodes().get(0).getHtml())
                .toList();
    }
}
