package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Where the service listens, and when it does not start. */
class SafeSettingsTest {

    private static final String TOKEN = "tamis.token=0123456789abcdef";

    /** As the application finds it: a setting is key=value. */
    private static ConfigurableEnvironment environment(String... settings) {
        Map<String, Object> values = Arrays.stream(settings)
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1], (a, b) -> b, LinkedHashMap::new));
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", values));
        new LoopbackByDefault().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void withoutATokenTheServiceListensOnLoopback() {
        ConfigurableEnvironment environment = environment("server.port=8080");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("management.server.address"))
                .as("the framework refuses it where there is no second port")
                .isNull();
        SafeSettings.check(environment);
    }

    @Test
    void aPortOfItsOwnForHealthDoesToo() {
        ConfigurableEnvironment environment = environment("management.server.port=8081");
        assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
        SafeSettings.check(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tamis.home=/x", TOKEN})
    void aPortOfItsOwnForHealthListensWhereTheApiDoesUnlessToldOtherwise(String any) {
        assertThat(environment(any, "server.address=127.8.8.8", "management.server.port=8081")
                        .getProperty("management.server.address"))
                .isEqualTo("127.8.8.8");
        assertThat(environment(
                                any,
                                "server.address=127.8.8.8",
                                "management.server.port=8081",
                                "management.server.address=127.9.9.9")
                        .getProperty("management.server.address"))
                .isEqualTo("127.9.9.9");
        assertThat(environment(any, "server.address=127.8.8.8").getProperty("management.server.address"))
                .isNull();
    }

    @Test
    void withATokenItListensEverywhere() {
        ConfigurableEnvironment environment = environment(TOKEN, "management.server.port=8081");
        assertThat(environment.getProperty("server.address")).isNull();
        assertThat(environment.getProperty("management.server.address")).isNull();
        SafeSettings.check(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
    void loopbackMayBeSaidInOtherWords(String address) {
        SafeSettings.check(environment("server.address=" + address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "2001:db8::1", "", " ", "no.such.name.invalid"})
    void whereOthersReachItItNeedsAToken(String address) {
        assertThatThrownBy(() -> SafeSettings.check(environment("server.address=" + address)))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("server.address=" + address.strip());
        assertThatThrownBy(() -> SafeSettings.check(
                        environment("management.server.port=8081", "management.server.address=" + address)))
                .hasMessageContaining("management.server.address=" + address.strip());
        SafeSettings.check(environment(TOKEN, "server.address=" + address));
    }

    /** A compose file hands on what nobody set as an empty text. */
    @Test
    void anEmptyTokenIsNone() {
        assertThat(environment("tamis.token=").getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> SafeSettings.check(environment("tamis.token=", "server.address=0.0.0.0")))
                .isInstanceOf(UnsafeSettings.class);
    }

    @Test
    void anEmptyListIsNone() {
        AccessSettings settings =
                AccessSettings.of(environment("tamis.allowed-hosts=", "tamis.cors.allowed-origins=", "tamis.home=/x"));
        assertThat(settings.allowedHosts()).isEmpty();
        assertThat(settings.cors().allowedOrigins()).isEmpty();
        assertThat(AccessSettings.of(environment("tamis.allowed-hosts=a.test, b.test"))
                        .allowedHosts())
                .containsExactly("a.test", "b.test");
    }

    @Test
    void settingsThatCannotBeMeantAreRefusedWithTheirRule() {
        assertThatThrownBy(() -> SafeSettings.check(environment("tamis.token=secret")))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessage("tamis.token must have at least 16 characters, but has 6.");
        assertThatThrownBy(() -> SafeSettings.check(environment("tamis.allowed-hosts=http://hpo.example.org")))
                .hasMessageContaining("tamis.allowed-hosts must be names");
        assertThatThrownBy(() -> SafeSettings.check(environment("tamis.cors.allowed-origins=*")))
                .hasMessageContaining("only with a token");
    }

    @Test
    void settingsDoNotShowTheToken() {
        assertThat(AccessSettings.of(environment(
                                TOKEN,
                                "tamis.tokens[0].owner=anna",
                                "tamis.tokens[0].role=VIEWER",
                                "tamis.tokens[0].token=fedcba9876543210"))
                        .toString())
                .doesNotContain("0123456789abcdef", "fedcba9876543210")
                .contains("anna");
    }

    @Test
    void tokensOfOthersAndTheWishForTokensOpenItToo() {
        String hash = "a".repeat(64);
        for (ConfigurableEnvironment open : List.of(
                environment("tamis.access=tokens"),
                environment(
                        "tamis.tokens[0].owner=anna",
                        "tamis.tokens[0].role=VIEWER",
                        "tamis.tokens[0].sha256=" + hash))) {
            assertThat(open.getProperty("server.address")).isNull();
            SafeSettings.check(open);
        }
    }

    @Test
    void aTokenCanStandInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
        AccessSettings settings = AccessSettings.of(environment("tamis.token-file=" + file));
        assertThat(settings.configured())
                .containsExactly(new ConfiguredToken("admin", Role.ADMIN, TokenHash.of("0123456789abcdef")));
        assertThatThrownBy(() -> SafeSettings.check(environment(TOKEN, "tamis.token-file=" + file)))
                .hasMessageContaining("must not both be set");
        assertThatThrownBy(() -> SafeSettings.check(environment("tamis.token-file=" + folder.resolve("none"))))
                .isInstanceOf(UnsafeSettings.class)
                .hasMessageContaining("tamis.token-file must name a file that can be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tamis.tokens[0].owner=anna",
                "tamis.tokens[0].owner=anna,tamis.tokens[0].role=VIEWER",
                "tamis.tokens[0].owner=anna,tamis.tokens[0].role=VIEWER,tamis.tokens[0].token=short",
                "tamis.tokens[0].owner=anna,tamis.tokens[0].role=VIEWER,tamis.tokens[0].sha256=abc",
                "tamis.tokens[0].owner=a:b,tamis.tokens[0].role=VIEWER,tamis.tokens[0].token=fedcba9876543210",
                "tamis.tokens[0].owner=anna,tamis.tokens[0].role=ROOT,tamis.tokens[0].token=fedcba9876543210"
            })
    void halfATokenIsRefused(String settings) {
        assertThatThrownBy(() -> SafeSettings.check(environment(settings.split(","))))
                .isInstanceOf(UnsafeSettings.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("fedcba9876543210"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theStartEndsWithAParagraphAndNoStackTrace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Object.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run("--server.address=0.0.0.0")).isInstanceOf(UnsafeSettings.class);
        assertThat(output)
                .contains("With server.address=0.0.0.0 others could reach the service")
                .contains("TAMIS_TOKEN")
                .contains("Or leave server.address out")
                .doesNotContain("\tat ");
    }
}
