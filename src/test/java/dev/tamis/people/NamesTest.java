package dev.tamis.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "admin",
                "anna@lab.example.org",
                "ci+nightly",
                "7",
                "oidc:Anna Ångström",
                "oidc:oidc:anna",
                "oidc:<b>"
            })
    void namesOfTokensAndOfTheIssuersPeopleAreNames(String name) {
        assertThat(Names.checked(name)).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a b<script>",
                "a:b",
                ".a",
                "Ångström",
                "anna\n",
                "oidc:",
                "oidc: anna",
                "oidc:anna ",
                "oidc:a\u202eb",
                "OIDC:anna"
            })
    void nothingElseIs(String name) {
        assertThatThrownBy(() -> Names.checked(name))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("owner: must have 1 to 100 letters, digits and ._@+-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oidc:"})
    void aNameFitsItsColumn(String begin) {
        assertThat(Names.checked(begin + "a".repeat(100 - begin.length()))).hasSize(100);
        assertThatThrownBy(() -> Names.checked(begin + "a".repeat(101 - begin.length())))
                .isInstanceOf(InvalidField.class);
    }
}
