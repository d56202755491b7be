package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    private final Hosts alone = new Hosts(List.of("hpo.example.org"), false);
    private final Hosts onTheNetwork = new Hosts(List.of(), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost.",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:80",
                "[::ffff:127.0.0.1]",
                "hpo.example.org",
                "HPO.example.org:443",
                "hpo.example.org.:443"
            })
    void loopbackAndWhatIsListedIsTheService(String authority) {
        assertThat(alone.include(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "evil.test:8080",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "evil.hpo.example.org",
                "hpo.example.org.evil.test",
                "0.0.0.0:8080",
                "[::]:8080",
                "192.168.1.5",
                "127.0.0.256",
                "127.1",
                "2130706433",
                "[::1",
                "::1:8080x",
                "localhost:80:80",
                ""
            })
    void nothingElseIs(String authority) {
        assertThat(alone.include(authority)).isFalse();
    }

    /** Nobody can make an address point elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.5:8080", "[2001:db8::1]:8080", "localhost"})
    void withATokenEveryAddressIs(String authority) {
        assertThat(onTheNetwork.include(authority)).isTrue();
        assertThat(onTheNetwork.include("evil.test")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hpo.example.org", "hpo.example.org:443", "hpo.example.org/tamis", "*", "", "a b"})
    void whatIsNoNameCannotBeListed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hosts.checkNames(List.of(name)))
                .withMessageContaining("tamis.allowed-hosts must be names")
                .withMessageContaining("\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpo.example.org", "tamis", "192.168.1.5", "2001:db8::1"})
    void namesAndAddressesCan(String name) {
        Hosts.checkNames(List.of(name));
    }
}
