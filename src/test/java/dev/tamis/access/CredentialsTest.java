package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.HandClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;

class CredentialsTest {

    private static final String TOKEN = "correct horse battery".replace(' ', '-');

    private final HandClock clock = new HandClock();

    private final Credentials credentials = new Credentials(Optional.of(new Token(TOKEN)), clock);

    @Test
    void theTokenIsTakenAndNothingElseIs() {
        Token token = new Token(TOKEN);
        assertThat(token.is(TOKEN)).isTrue();
        for (String other :
                List.of("", TOKEN + "x", TOKEN + "\0", TOKEN.substring(1), TOKEN.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(token.is(other)).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "123456789012345", "has a blank in the middle", "zwölf Boxkämpfer", "ends-in-a-line\n"
            })
    void aTokenThatIsShortOrNoHeaderIsRefusedWithoutBeingShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Token(text))
                .withMessageContaining("tamis.token must")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(text));
    }

    @Test
    void aSessionIsForHttpAloneAndEndsByItself() {
        ResponseCookie cookie = logIn();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.toString()).doesNotContain(TOKEN);
        assertThat(credentials.hasSession(with(cookie.getName(), cookie.getValue())))
                .isTrue();

        clock.forward(Sessions.LENGTH.minusSeconds(1));
        assertThat(credentials.hasSession(with(cookie.getName(), cookie.getValue())))
                .isTrue();
        clock.forward(Duration.ofSeconds(1));
        assertThat(credentials.hasSession(with(cookie.getName(), cookie.getValue())))
                .isFalse();
    }

    @Test
    void nobodyMakesOrProlongsASession() {
        ResponseCookie cookie = logIn();
        String[] parts = cookie.getValue().split("\\.");
        for (String forged : List.of(
                "",
                ".",
                parts[0],
                "9999999999." + parts[1],
                parts[0] + ".",
                parts[0] + "." + parts[1] + "x",
                "99999999999999999999." + parts[1],
                TOKEN)) {
            assertThat(credentials.hasSession(with(cookie.getName(), forged)))
                    .as(forged)
                    .isFalse();
        }
        assertThat(credentials.hasSession(new MockHttpServletRequest())).isFalse();
    }

    @Test
    void anotherTokenEndsAllSessionsAndHasACookieOfItsOwn() {
        ResponseCookie cookie = logIn();
        Credentials other = new Credentials(Optional.of(new Token(TOKEN + "2")), clock);
        ResponseCookie others =
                other.logIn(TOKEN + "2", new MockHttpServletRequest()).orElseThrow();
        assertThat(others.getName()).isNotEqualTo(cookie.getName());
        assertThat(other.hasSession(with(others.getName(), cookie.getValue()))).isFalse();
    }

    @Test
    void overHttpsAndBelowAPathTheCookieStaysThere() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        request.setContextPath("/tamis");
        ResponseCookie cookie = credentials.logIn(TOKEN, request).orElseThrow();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/tamis");
        assertThat(credentials.logOut(request).orElseThrow().getMaxAge()).isZero();
    }

    @Test
    void whoIsWrongTooOftenIsNotListenedToForAMinute() {
        for (int i = 0; i < FailedAttempts.ALLOWED; i++) {
            assertThatThrownBy(() -> credentials.check("wrong", from("192.0.2.1")))
                    .hasMessageContaining("not the token");
            clock.forward(Duration.ofSeconds(1));
        }
        assertThatThrownBy(() -> credentials.check(TOKEN, from("192.0.2.1"))).hasMessageContaining("Too many");
        credentials.check(TOKEN, from("192.0.2.2"));

        clock.forward(FailedAttempts.WINDOW.minusSeconds(FailedAttempts.ALLOWED));
        credentials.check(TOKEN, from("192.0.2.1"));
    }

    @Test
    void ofIpv6TheNetworkCounts() {
        for (int i = 0; i < FailedAttempts.ALLOWED; i++) {
            String address = "2001:db8::" + i;
            assertThatThrownBy(() -> credentials.check("wrong", from(address))).hasMessageContaining("not the token");
        }
        assertThatThrownBy(() -> credentials.check(TOKEN, from("2001:db8::ffff")))
                .hasMessageContaining("Too many");
        credentials.check(TOKEN, from("2001:db8:0:1::1"));
    }

    @Test
    void withoutATokenAnyWillDoAndThereIsNoCookie() {
        Credentials none = new Credentials(Optional.empty(), clock);
        assertThat(none.areNeeded()).isFalse();
        assertThat(none.logIn("anything", new MockHttpServletRequest())).isEmpty();
    }

    private ResponseCookie logIn() {
        return credentials.logIn(TOKEN, new MockHttpServletRequest()).orElseThrow();
    }

    private static MockHttpServletRequest with(String name, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie(name, value));
        return request;
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
