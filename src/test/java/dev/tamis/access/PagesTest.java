package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final Set<String> OWN = Set.of("localhost:8080", "hpo.example.org:443");

    private final Pages pages = new Pages(List.of("https://lab.example.org"));

    @ParameterizedTest
    @CsvSource({
        ",", // no browser
        ",none", // the address bar
        ",same-origin",
        "http://localhost:8080,",
        "http://localhost:8080,same-origin",
        "https://hpo.example.org,same-origin", // the usual port is left out
        "https://lab.example.org,cross-site"
    })
    void theServicesOwnPagesAndThoseItWasToldOfMaySend(String origin, String site) {
        assertThat(pages.maySend(origin, site, OWN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        ",cross-site",
        ",same-site",
        ",nonsense",
        "http://evil.test,",
        "http://evil.test,same-origin",
        "http://localhost:3000,same-site",
        "http://localhost,",
        "https://localhost:8080,cross-site",
        "null,",
        "null,same-origin",
        "http://lab.example.org,cross-site",
        "https://lab.example.org.evil.test,cross-site",
        "file://,"
    })
    void nobodyElseMay(String origin, String site) {
        assertThat(pages.maySend(origin, site, OWN)).isFalse();
    }

    @Test
    void anyPageMayOnlyWhereATokenIsNeeded() {
        Pages.checkOrigins(List.of("*"), true);
        assertThat(new Pages(List.of("*")).maySend("http://evil.test", "cross-site", OWN))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pages.checkOrigins(List.of("*"), false))
                .withMessageContaining("only with a token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab.example.org", "https://lab.example.org/", "null", "ftp://lab.example.org", ""})
    void whatIsNoOriginCannotBeAllowed(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pages.checkOrigins(List.of(origin), true))
                .withMessageContaining("\"" + origin + "\"");
    }
}
