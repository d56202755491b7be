package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.HandClock;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import jakarta.servlet.http.Cookie;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.web.MockHttpServletRequest;

class CredentialsTest {

    private static final String TOKEN = "correct-horse-battery";

    private static final Subject ANNA = new Subject("anna", Role.SUBMITTER);
    private static final Credential ANNAS = new Credential(ANNA, Optional.empty(), Optional.empty());

    private final HandClock clock = new HandClock();
    private final SigningKey key = new SigningKey(new byte[32]);
    private final TokensInMemory rows = new TokensInMemory();
    private final KnownTokens tokens = known(TOKEN);
    private final Credentials credentials = credentials(tokens, key, "");
    private final ApiTokens made = new ApiTokens(rows, tokens::forget, new Random(1), clock);

    private KnownTokens known(String ofSettings) {
        List<ConfiguredToken> admin = List.of(new ConfiguredToken("admin", Role.ADMIN, TokenHash.of(ofSettings)));
        return new KnownTokens(admin, key, rows, new LastUses(rows, Runnable::run, clock), clock);
    }

    private Credentials credentials(KnownTokens tokens, SigningKey key, String issuer) {
        return new Credentials(Optional.of(new Sessions(key, tokens, issuer, clock)), tokens, Optional.empty(), clock);
    }

    private String annasToken(Duration lifetime) {
        return made.make(ANNAS, new NewToken("x", "anna", Role.VIEWER, new Ending.After(lifetime)), Optional.empty())
                .text()
                .orElseThrow();
    }

    @Test
    void theTokenOfTheSettingsIsTakenAndNothingElseIs() {
        assertThat(tokens.byText(TOKEN)).map(Credential::subject).contains(Subject.LOCAL);
        for (String other :
                List.of("", TOKEN + "x", TOKEN + "\0", TOKEN.substring(1), TOKEN.toUpperCase(Locale.ROOT))) {
            assertThat(tokens.byText(other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "123456789012345", "has a blank in the middle", "zwölf Boxkämpfer", "ends-in-a-line\n"
            })
    void aTokenThatIsShortOrNoHeaderIsRefusedWithoutBeingShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenText.checked("tamis.token", text))
                .withMessageContaining("tamis.token must")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(text));
    }

    @Test
    void aTokenThatWasMadeLetsItsOwnerInWithItsRoleUntilItEnds() {
        String text = annasToken(Duration.ofDays(1));
        assertThat(text).matches("tamis_[A-Za-z0-9_-]{49}");
        assertThat(credentials.check(text, new MockHttpServletRequest()).subject())
                .isEqualTo(new Subject("anna", Role.VIEWER));
        clock.forward(Duration.ofDays(1));
        assertThatThrownBy(() -> credentials.check(text, new MockHttpServletRequest()))
                .hasMessageContaining("has ended");
    }

    /** A text that the service cannot have made costs no question to the database. */
    @Test
    void whatWasCutOffOrMistypedIsNotLookedUp() {
        String text = annasToken(Duration.ofDays(1));
        char other = text.charAt(20) == 'a' ? 'b' : 'a';
        for (String wrong : List.of(
                text.substring(0, text.length() - 1),
                text.substring(0, 20) + other + text.substring(21),
                "tamis_" + "A".repeat(49))) {
            assertThat(tokens.byText(wrong)).isEmpty();
        }
        assertThat(rows.reads).isZero();
    }

    @Test
    void whatWasRevokedHereIsGoneAtOnceAndElsewhereWithinSeconds() {
        String text = annasToken(Duration.ofDays(1));
        KnownTokens otherNode = known("another-token-of-its-settings");
        ApiToken token = rows.find(TokenHash.of(text)).orElseThrow();
        assertThat(tokens.byText(text)).isPresent();
        assertThat(otherNode.byText(text)).isPresent();
        made.revoke(ANNA, token.id());
        assertThat(tokens.byText(text)).isEmpty();
        assertThat(tokens.byId(token.id().toString())).isEmpty();
        clock.forward(KnownTokens.REMEMBERED);
        assertThat(otherNode.byText(text)).isEmpty();
    }

    @Test
    void theLastUseIsWrittenOnceAMinuteHoweverOftenATokenIsUsed() {
        String text = annasToken(Duration.ofDays(1));
        for (int second = 0; second < 120; second++) {
            tokens.byText(text);
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(rows.writes).isEqualTo(2);
        assertThat(rows.reads).isLessThanOrEqualTo(120 / 5);
    }

    @Test
    void aSessionIsForHttpAloneAndEndsByItself() {
        ResponseCookie cookie = logIn(TOKEN);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.toString()).doesNotContain(TOKEN);
        assertThat(whose(cookie)).contains(Subject.LOCAL);

        clock.forward(Sessions.LENGTH.minusSeconds(1));
        assertThat(whose(cookie)).contains(Subject.LOCAL);
        clock.forward(Duration.ofSeconds(1));
        assertThat(whose(cookie)).isEmpty();
    }

    @Test
    void aSessionEndsNoLaterThanItsToken() {
        ResponseCookie cookie = logIn(annasToken(Duration.ofDays(1)));
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(1));
        assertThat(whose(cookie)).contains(new Subject("anna", Role.VIEWER));
        clock.forward(Duration.ofDays(1));
        assertThat(whose(cookie)).isEmpty();
    }

    @Test
    void aSessionEndsWithItsToken() {
        String text = annasToken(Duration.ofDays(1));
        ResponseCookie cookie = logIn(text);
        made.revoke(ANNA, rows.find(TokenHash.of(text)).orElseThrow().id());
        assertThat(whose(cookie)).isEmpty();
    }

    /** It lives for minutes, and nothing that could be revoked stands behind it. */
    @Test
    void whatAnIssuersPersonMakesForThemselvesEndsWithinAMonth() {
        Subject owner = new Subject("oidc:root", Role.ADMIN);
        Credential issued = new Credential(
                owner, Optional.empty(), Optional.of(clock.instant().plusSeconds(90)));
        for (Ending late : List.of(new Ending.Never(), new Ending.After(Duration.ofDays(31)))) {
            NewToken wanted = new NewToken("x", "oidc:root", Role.ADMIN, late);
            assertThatThrownBy(() -> made.make(issued, wanted, Optional.empty()))
                    .hasMessageContaining("must end no later than");
        }
        NewToken usual = new NewToken("x", "oidc:root", Role.ADMIN, Ending.usual());
        ApiToken token = made.make(issued, usual, Optional.empty()).token();
        assertThat(Duration.between(token.createdAt(), token.expiresAt().orElseThrow()))
                .isEqualTo(Duration.ofDays(30));
        NewToken others = new NewToken("x", "anna", Role.VIEWER, new Ending.Never());
        assertThat(made.make(issued, others, Optional.empty()).token().expiresAt())
                .isEmpty();
    }

    /** As the first admin's, which is made again where it was revoked, or brought by another service's archive. */
    @Test
    void aSessionAndAStreamAreOfTheirTokenAndNotOfAnotherOneUnderItsId() {
        String text = annasToken(Duration.ofDays(1));
        ResponseCookie cookie = logIn(text);
        Credential stream = credentials.check(text, new MockHttpServletRequest());
        ApiToken old = rows.find(TokenHash.of(text)).orElseThrow();
        made.revoke(ANNA, old.id());
        String secret = TokenText.random(new SecureRandom());
        rows.insert(old, TokenHash.of(secret), Optional.empty(), Optional.empty());
        tokens.forget();

        assertThat(whose(cookie)).isEmpty();
        assertThat(credentials.stillHold(stream)).isFalse();
        assertThat(whose(logIn(secret))).contains(new Subject("anna", Role.VIEWER));
        assertThat(whose(cookie)).isEmpty();
    }

    @Test
    void nobodyMakesProlongsOrChangesASession() {
        ResponseCookie cookie = logIn(annasToken(Duration.ofDays(1)));
        String[] parts = cookie.getValue().split("\\.");
        String admin = Base64.getUrlEncoder().withoutPadding().encodeToString("person:ADMIN:admin".getBytes());
        for (String forged : List.of(
                "",
                ".",
                "..",
                parts[0],
                parts[0] + "." + parts[1],
                "9999999999." + parts[1] + "." + parts[2],
                parts[0] + "." + admin + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2] + "x",
                "99999999999999999999." + parts[1] + "." + parts[2],
                TOKEN)) {
            assertThat(credentials.of(with(cookie.getName(), forged)))
                    .as(forged)
                    .isEmpty();
        }
        assertThat(credentials.of(new MockHttpServletRequest())).isEmpty();
    }

    @Test
    void anotherTokenInTheSettingsEndsSessionsOfTheOldOne() {
        ResponseCookie cookie = logIn(TOKEN);
        Credentials later = credentials(known(TOKEN + "2"), key, "");
        assertThat(later.of(with(cookie.getName(), cookie.getValue()))).isEmpty();
    }

    @Test
    void anotherServiceHasACookieOfItsOwnAndTakesNoneOfThis() {
        ResponseCookie cookie = logIn(TOKEN);
        byte[] secret = new byte[32];
        secret[31] = 1;
        Credentials other = credentials(known(TOKEN), new SigningKey(secret), "");
        ResponseCookie others =
                other.logIn(TOKEN, new MockHttpServletRequest()).orElseThrow().cookie();
        assertThat(others.getName()).isNotEqualTo(cookie.getName());
        assertThat(other.of(with(others.getName(), cookie.getValue()))).isEmpty();
    }

    /** One for the path of a proxy and one for all of the host. */
    @Test
    void ofTwoSessionsOnlyThoseOfOnePersonCount() {
        ResponseCookie admins = logIn(TOKEN);
        ResponseCookie annas = logIn(annasToken(Duration.ofDays(1)));
        MockHttpServletRequest request = new MockHttpServletRequest();

        request.setCookies(new Cookie(annas.getName(), annas.getValue()), new Cookie(annas.getName(), "ended"));
        assertThat(credentials.of(request).map(Credential::subject)).contains(new Subject("anna", Role.VIEWER));

        request.setCookies(
                new Cookie(annas.getName(), annas.getValue()), new Cookie(admins.getName(), admins.getValue()));
        assertThat(credentials.of(request)).isEmpty();
    }

    @Test
    void overHttpsAndBelowAPathTheCookieStaysThere() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        request.setContextPath("/tamis");
        ResponseCookie cookie = credentials.logIn(TOKEN, request).orElseThrow().cookie();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getPath()).isEqualTo("/tamis");
        assertThat(credentials.logOut(request).orElseThrow().getMaxAge()).isZero();
    }

    @Test
    void whoIsWrongTooOftenIsNotListenedToForAMinute() {
        for (int i = 0; i < FailedAttempts.ALLOWED; i++) {
            assertThatThrownBy(() -> credentials.check("wrong", from("192.0.2.1")))
                    .hasMessageContaining("does not know this token");
            clock.forward(Duration.ofSeconds(1));
        }
        assertThatThrownBy(() -> credentials.check(TOKEN, from("192.0.2.1"))).hasMessageContaining("Too many");
        credentials.check(TOKEN, from("192.0.2.2"));

        clock.forward(FailedAttempts.WINDOW.minusSeconds(FailedAttempts.ALLOWED));
        credentials.check(TOKEN, from("192.0.2.1"));
    }

    /** A nightly program with a token of yesterday must not lock out whoever shares its address. */
    @Test
    void aTokenThatWasRevokedIsNoGuess() {
        String revoked = TokenText.random(new SecureRandom());
        for (int i = 0; i <= FailedAttempts.ALLOWED; i++) {
            assertThatThrownBy(() -> credentials.check(revoked, from("192.0.2.1")))
                    .hasMessageContaining("does not know this token");
        }
        credentials.check(TOKEN, from("192.0.2.1"));
    }

    @Test
    void whoLogsInIsKnownForTheRestOfTheRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        credentials.logIn(annasToken(Duration.ofDays(1)), request);
        assertThat(Credential.of(request)).map(each -> each.subject().name()).contains("anna");
    }

    @Test
    void ofIpv6TheNetworkCounts() {
        for (int i = 0; i < FailedAttempts.ALLOWED; i++) {
            String address = "2001:db8::" + i;
            assertThatThrownBy(() -> credentials.check("wrong", from(address)))
                    .hasMessageContaining("does not know this token");
        }
        assertThatThrownBy(() -> credentials.check(TOKEN, from("2001:db8::ffff")))
                .hasMessageContaining("Too many");
        credentials.check(TOKEN, from("2001:db8:0:1::1"));
    }

    @Test
    void withoutATokenAnyWillDoAndThereIsNoCookie() {
        Credentials none = new Credentials(Optional.empty(), tokens, Optional.empty(), clock);
        assertThat(none.areNeeded()).isFalse();
        assertThat(none.logIn("anything", new MockHttpServletRequest())).isEmpty();
        assertThat(none.of(new MockHttpServletRequest()))
                .map(Credential::subject)
                .contains(Subject.LOCAL);
    }

    @Test
    void nothingThatGetsIntoLogsShowsATokenOrACookie() {
        ApiTokens.Made token =
                made.make(ANNAS, new NewToken("x", "anna", Role.VIEWER, Ending.usual()), Optional.empty());
        String text = token.text().orElseThrow();
        Credentials.Opened opened =
                credentials.logIn(text, new MockHttpServletRequest()).orElseThrow();
        assertThat(List.of(token, opened, TokenHash.of(text), opened.credential()))
                .extracting(Object::toString)
                .allSatisfy(each -> assertThat(each)
                        .doesNotContain(
                                text, TokenHash.of(text).hex(), opened.cookie().getValue()));
    }

    private ResponseCookie logIn(String token) {
        return credentials
                .logIn(token, new MockHttpServletRequest())
                .orElseThrow()
                .cookie();
    }

    private Optional<Subject> whose(ResponseCookie cookie) {
        return credentials.of(with(cookie.getName(), cookie.getValue())).map(Credential::subject);
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
