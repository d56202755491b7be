package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tamis.people.Role;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** A service that an OIDC issuer vouches for people to: a real one, with real keys, started here. It was away as the service started. */
@SpringBootTest(
        properties = {
            "tamis.worker.enabled=false",
            "spring.security.oauth2.resourceserver.jwt.audiences=tamis",
            "spring.datasource.url=jdbc:h2:mem:oidc;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
class OidcTest {

    private static final Issuer ISSUER = started();

    @Autowired
    private MockMvc mvc;

    private int address;

    private static Issuer started() {
        try {
            Issuer issuer = new Issuer();
            issuer.isAway(true);
            return issuer;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @DynamicPropertySource
    static void nothingButTheIssuer(DynamicPropertyRegistry settings) {
        settings.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::address);
    }

    @BeforeEach
    void itIsBack() {
        ISSUER.isAway(false);
    }

    @AfterAll
    static void stop() throws Exception {
        ISSUER.close();
    }

    @Test
    void theIssuersPeopleAreLetInUnderNamesThatAreNobodyElses() throws Exception {
        me(ISSUER.token(each -> each))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("oidc:b1946ac9"))
                .andExpect(jsonPath("$.role").value("VIEWER"))
                .andExpect(jsonPath("$.tokenExpiresAt").isNotEmpty());
    }

    /** Whoever chooses their name at the issuer is still not the one who has it here. */
    @Test
    void whoCallsThemselvesAdminThereIsNotAdminHere() throws Exception {
        for (String name :
                List.of("admin", "oidc:admin", " admin", "admin\u200b", "ad\u0000min", "", "x".repeat(200))) {
            String text = me(ISSUER.token(each -> each.subject(name)
                            .claim("preferred_username", "admin")
                            .claim("name", "admin")
                            .claim("role", "ADMIN")))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            if (text.contains("\"name\"")) {
                assertThat((String) JsonPath.read(text, "$.name")).startsWith("oidc:");
                assertThat((String) JsonPath.read(text, "$.role")).isEqualTo("VIEWER");
            } else {
                assertThat((String) JsonPath.read(text, "$.code")).isEqualTo("TOKEN_WRONG");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tamis-viewer|VIEWER",
                "tamis-submitter|SUBMITTER",
                "tamis-viewer,tamis-admin|ADMIN",
                "admin,ADMIN,offline_access|VIEWER"
            })
    void rolesAreThoseThatTheIssuerGivesForTamis(String told, String role) throws Exception {
        me(ISSUER.token(each -> each.claim("roles", List.of(told.split(",")))))
                .andExpect(jsonPath("$.role").value(role));
    }

    @Test
    void whatIsNotTheIssuersOrDoesNotHoldIsRefused() throws Exception {
        me(ISSUER.token(each -> each)).andExpect(status().isOk());
        refused("of another issuer", ISSUER.token(each -> each.issuer("https://evil.test")));
        refused("for another service", ISSUER.token(each -> each.audience("payroll")));
        refused("for nobody", ISSUER.token(each -> each.audience((String) null)));
        refused("has ended", ISSUER.token(each -> each.expirationTime(in(-120))));
        refused("has no end", ISSUER.token(each -> each.expirationTime(null)));
        refused("does not hold yet", ISSUER.token(each -> each.notBeforeTime(in(120))));
        refused("signed by another's key", ISSUER.signed(Issuer.rsa(), each -> each));
        refused("signed by nobody", new PlainJWT(claims()).serialize());
        refused("signed with the public key as a secret", signedWithPublicKey());
        String right = ISSUER.token(each -> each);
        String[] parts = right.split("\\.");
        refused("another's claims", parts[0] + "." + Base64URL.encode(claims().toString()) + "." + parts[2]);
        refused("without its signature", parts[0] + "." + parts[1] + ".");
        refused("a header of nothing", "eyJhbGciOiJub25lIn0." + parts[1] + ".");
        refused("nothing at all", "ey..");
    }

    @Test
    void keysMayBeExchangedAndBeOfAnotherKind() throws Exception {
        String old = ISSUER.token(each -> each);
        me(old).andExpect(status().isOk());
        ISSUER.rotatesTo(Issuer.ec());
        me(ISSUER.token(each -> each)).andExpect(status().isOk());
        ISSUER.rotatesTo(Issuer.rsa());
        me(ISSUER.token(each -> each)).andExpect(status().isOk());
        refused("the key is no more", old);
    }

    @Test
    void aSessionEndsWithTheIssuersToken() throws Exception {
        String token = ISSUER.token(each -> each.claim("roles", "tamis-submitter"));
        Cookie cookie = mvc.perform(post("/api/v1/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"token\": \"" + token + "\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("oidc:b1946ac9"))
                .andReturn()
                .getResponse()
                .getCookies()[0];
        assertThat(cookie.getMaxAge()).isBetween(200, 300);
        mvc.perform(get("/api/v1/me").cookie(cookie))
                .andExpect(jsonPath("$.name").value("oidc:b1946ac9"))
                .andExpect(jsonPath("$.role").value("SUBMITTER"));
    }

    @Test
    void theIssuersPeopleMakeTokensForTheirPrograms() throws Exception {
        String made = mvc.perform(post("/api/v1/tokens")
                        .header("Authorization", "Bearer " + ISSUER.token(each -> each))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"label\": \"nightly\"}"))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        me(JsonPath.read(made, "$.token"))
                .andExpect(jsonPath("$.name").value("oidc:b1946ac9"))
                .andExpect(jsonPath("$.role").value("VIEWER"));
    }

    @Test
    void onlyAnAdminMakesTokensForAnotherOfThemAndMeansThatPerson() throws Exception {
        String body = "{\"label\": \"theirs\", \"owner\": \"oidc:b1946ac9\", \"role\": \"VIEWER\"}";
        mvc.perform(post("/api/v1/tokens")
                        .header("Authorization", "Bearer " + ISSUER.token(each -> each.subject("b1946ac")))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isForbidden());
        String made = mvc.perform(post("/api/v1/tokens")
                        .header(
                                "Authorization",
                                "Bearer "
                                        + ISSUER.token(
                                                each -> each.subject("root").claim("roles", "tamis-admin")))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        me(JsonPath.read(made, "$.token")).andExpect(jsonPath("$.name").value("oidc:b1946ac9"));
        mvc.perform(get("/api/v1/tokens").header("Authorization", "Bearer " + ISSUER.token(each -> each)))
                .andExpect(
                        jsonPath("$.content[?(@.label == 'theirs')].createdBy").value("oidc:root"));
    }

    /** It is this test's own service: the one above knows the keys already. */
    @Test
    void whileTheIssuerIsAwayItsPeopleAreToldSo() throws Exception {
        ISSUER.isAway(true);
        try {
            IssuedTokens tokens = tokens();
            assertThatThrownBy(() -> tokens.check(ISSUER.token(each -> each)))
                    .hasMessageContaining(ISSUER.address())
                    .extracting(each -> ((AccessRefused) each).code().name())
                    .isEqualTo("ISSUER_AWAY");
        } finally {
            ISSUER.isAway(false);
        }
    }

    /** One such token, which anybody can write, kept out everybody. */
    @Test
    void whileTheIssuerIsAwayATokenOfAnUnknownKeyKeepsOutNobodyElse() throws Exception {
        IssuedTokens tokens = tokens();
        String right = ISSUER.token(each -> each);
        String unknown = ISSUER.signed(Issuer.rsa(), each -> each);
        assertThat(tokens.check(right)).isPresent();
        ISSUER.isAway(true);
        try {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> tokens.check(unknown)).hasMessageContaining(ISSUER.address());
                assertThat(tokens.check(right)).isPresent();
            }
        } finally {
            ISSUER.isAway(false);
        }
    }

    @Test
    void clocksMayDifferByAMinuteAtBothEndsOfATokensTime() throws Exception {
        me(ISSUER.token(each -> each.issueTime(in(-300)).expirationTime(in(-40))))
                .andExpect(status().isOk());
        me(ISSUER.token(each -> each.notBeforeTime(in(40)))).andExpect(status().isOk());
        me(ISSUER.token(each -> each.issueTime(in(-300)).expirationTime(in(-70))))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("TOKEN_ENDED"));
    }

    private static IssuedTokens tokens() {
        return new IssuedTokens(
                ISSUER.address(),
                new AccessSettings.Oidc("sub", "roles", AccessSettings.Otherwise.VIEWER),
                () -> Discovery.decoder(ISSUER.address(), List.of()),
                Instant::now);
    }

    @Test
    void whoHasNoRoleThereMayBeKeptOut() throws Exception {
        IssuedTokens tokens = new IssuedTokens(
                ISSUER.address(),
                new AccessSettings.Oidc("preferred_username", "realm_access.roles", AccessSettings.Otherwise.NONE),
                () -> Discovery.decoder(ISSUER.address(), List.of()),
                Instant::now);
        UnaryOperator<JWTClaimsSet.Builder> anna = each -> each.claim("preferred_username", "anna");
        assertThat(tokens.check(ISSUER.token(
                        each -> anna.apply(each).claim("realm_access", Map.of("roles", List.of("tamis-submitter"))))))
                .map(Credential::subject)
                .hasValueSatisfying(each -> {
                    assertThat(each.name()).isEqualTo("oidc:anna");
                    assertThat(each.role()).isEqualTo(Role.SUBMITTER);
                });
        assertThatThrownBy(() -> tokens.check(ISSUER.token(anna))).hasMessageContaining("realm_access.roles");
        assertThat(tokens.check("eyJhbGciOiJub25lIn0.e30.")).isEqualTo(Optional.empty());
    }

    private ResultActions me(String token) throws Exception {
        int from = ++address;
        return mvc.perform(
                get("/api/v1/me").header("Authorization", "Bearer " + token).with(request -> {
                    request.setRemoteAddr("10.2.0." + from);
                    return request;
                }));
    }

    private void refused(String why, String token) throws Exception {
        int status = me(token)
                .andExpect(header().string("WWW-Authenticate", containsString("invalid_token")))
                .andReturn()
                .getResponse()
                .getStatus();
        assertThat(status).as(why).isEqualTo(401);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.address())
                .audience("tamis")
                .subject("admin")
                .claim("roles", "tamis-admin")
                .expirationTime(in(300))
                .build();
    }

    /** A classic: whoever checks by the algorithm that the token names takes the public key for a shared secret. */
    private static String signedWithPublicKey() throws Exception {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(ISSUER.key().getKeyID())
                        .build(),
                claims());
        forged.sign(new MACSigner(ISSUER.key().toRSAKey().toPublicKey().getEncoded()));
        return forged.serialize();
    }
}
