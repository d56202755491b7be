package dev.tamis.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.Api;
import dev.tamis.web.NodeWithTokensTest;
import dev.tamis.web.People;
import jakarta.servlet.http.Cookie;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Tokens of people: who makes them, for whom, and until when they work. */
@NodeWithTokensTest
class TokensApiTest {

    private static final String TOKENS = "/api/v1/tokens";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private People people;

    @Autowired
    private JdbcTemplate database;

    @LocalServerPort
    private int port;

    /** Tokens of the archive stand in place of those that there were, and none comes beside them. */
    @Test
    void noTokenIsMadeWhileABackupIsBroughtBack() throws Exception {
        database.update("delete from quota_lock");
        try {
            makes(People.admin(), "{\"label\": \"late\"}")
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "5"))
                    .andExpect(jsonPath("$.code").value("RESTORE_UNDER_WAY"));
        } finally {
            database.update("insert into quota_lock (only_one) values (1)");
        }
        made(People.admin(), "{\"label\": \"late\"}");
    }

    @Test
    void aTokenLetsItsOwnerInWithItsRole() throws Exception {
        People.Token anna = people.token("anna", "SUBMITTER");
        assertThat(anna.text()).startsWith("tamis_").hasSize(55);
        mvc.perform(get("/api/v1/me").with(anna.bearer()))
                .andExpect(jsonPath("$.name").value("anna"))
                .andExpect(jsonPath("$.role").value("SUBMITTER"));
        mvc.perform(get("/api/v1/me").with(People.admin()))
                .andExpect(content().json("{\"name\": \"admin\", \"role\": \"ADMIN\", \"tokenExpiresAt\": null}"));
        String submitted = mvc.perform(post("/api/v1/experiments")
                        .with(anna.bearer())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat((String) JsonPath.read(submitted, "$.id")).isNotEmpty();
    }

    @Test
    void aTokenLivesForNinetyDaysUnlessItsMakerSaysOtherwise() throws Exception {
        for (String[] wish :
                new String[][] {{"", "P90D"}, {", \"lifetime\": \"PT36H\"", "PT36H"}, {", \"lifetime\": \"P1D\"", "P1D"}
                }) {
            String made = made(People.admin(), "{\"label\": \"x\"" + wish[0] + "}");
            Instant createdAt = Instant.parse(JsonPath.read(made, "$.createdAt"));
            Instant expiresAt = Instant.parse(JsonPath.read(made, "$.expiresAt"));
            assertThat(Duration.between(createdAt, expiresAt)).isEqualTo(Duration.parse(wish[1]));
        }
        Instant end = Instant.now().plusSeconds(3600);
        String made = made(People.admin(), "{\"label\": \"x\", \"expiresAt\": \"" + end + "\"}");
        assertThat(Instant.parse(JsonPath.read(made, "$.expiresAt"))).isBetween(end.minusNanos(1000), end);
        assertThat(JsonPath.<Object>read(
                        made(People.admin(), "{\"label\": \"x\", \"lifetime\": \"NEVER\"}"), "$.expiresAt"))
                .isNull();
    }

    @Test
    void aLabelHasTwoHundredCharactersOfAnyKind() throws Exception {
        String label = "\ud83d\udd11".repeat(200);
        String made = made(People.admin(), "{\"label\": \"" + label + "\"}");
        assertThat((String) JsonPath.read(made, "$.label")).isEqualTo(label);
    }

    @Test
    void nobodyGivesMoreThanTheyHaveNorMakesTokensForOthers() throws Exception {
        RequestPostProcessor anna = people.token("anna", "SUBMITTER").bearer();
        makes(anna, "{\"label\": \"x\", \"role\": \"ADMIN\"}").andExpect(tooLow());
        makes(anna, "{\"label\": \"x\", \"owner\": \"ben\"}").andExpect(tooLow());
        makes(anna, "{\"label\": \"x\", \"lifetime\": \"NEVER\"}").andExpect(tooLow());
        String own = made(anna, "{\"label\": \"x\", \"role\": \"VIEWER\", \"owner\": \"anna\"}");
        assertThat((String) JsonPath.read(own, "$.createdBy")).isEqualTo("anna");
        RequestPostProcessor reading = People.bearer(JsonPath.read(own, "$.token"));
        mvc.perform(get("/api/v1/experiments").with(reading)).andExpect(status().isOk());
        mvc.perform(post("/api/v1/experiments")
                        .with(reading)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andExpect(tooLow())
                .andExpect(jsonPath("$.detail").value("This needs the role SUBMITTER, and yours is VIEWER."));
    }

    /** Whoever has found the least of somebody's tokens must not take the others from them. */
    @Test
    void aTokenThatMayDoMoreIsNotRevoked() throws Exception {
        People.Token admin = people.token("judy", "ADMIN");
        People.Token viewer = people.token("judy", "VIEWER");
        mvc.perform(delete(TOKENS + "/" + admin.id()).with(viewer.bearer())).andExpect(tooLow());
        mvc.perform(get("/api/v1/me").with(admin.bearer())).andExpect(status().isOk());
        mvc.perform(delete(TOKENS + "/" + viewer.id()).with(viewer.bearer())).andExpect(status().isNoContent());
    }

    @Test
    void aChildEndsNoLaterThanItsParentAndWithIt() throws Exception {
        String parent = made(
                People.admin(),
                "{\"label\": \"p\", \"owner\": \"kai\", \"role\": \"SUBMITTER\", \"lifetime\": \"P30D\"}");
        RequestPostProcessor kai = People.bearer(JsonPath.read(parent, "$.token"));
        for (String[] late : new String[][] {
            {"\"lifetime\": \"P31D\"", "lifetime"},
            {"\"expiresAt\": \"" + Instant.now().plus(Duration.ofDays(31)) + "\"", "expiresAt"}
        }) {
            makes(kai, "{\"label\": \"x\", " + late[0] + "}")
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value(late[1]));
        }
        String child = made(kai, "{\"label\": \"c\"}");
        assertThat((String) JsonPath.read(child, "$.expiresAt")).isEqualTo(JsonPath.read(parent, "$.expiresAt"));
        assertThat((String) JsonPath.read(child, "$.parent")).isEqualTo(JsonPath.read(parent, "$.id"));
        String session =
                logIn(new People.Token("", JsonPath.read(child, "$.token"))).toString();
        assertThat(session).isNotEmpty();
        String grandchild = made(People.bearer(JsonPath.read(child, "$.token")), "{\"label\": \"g\"}");
        String ofAdmin = made(People.admin(), "{\"label\": \"o\", \"owner\": \"kai\", \"role\": \"VIEWER\"}");

        mvc.perform(delete(TOKENS + "/" + JsonPath.read(parent, "$.id")).with(kai))
                .andExpect(status().isNoContent());

        for (String gone : List.of(child, grandchild)) {
            mvc.perform(get("/api/v1/me").with(People.bearer(JsonPath.read(gone, "$.token"))))
                    .andExpect(status().isUnauthorized());
        }
        mvc.perform(get("/api/v1/me").with(People.bearer(JsonPath.read(ofAdmin, "$.token"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("kai"));
        assertThat(owners(get(TOKENS + "?owner=kai"), People.admin())).containsExactly("kai");
        mvc.perform(get(TOKENS + "?owner=kai").with(People.admin()))
                .andExpect(jsonPath("$.page.totalElements").value(1));
    }

    /** A page makes tokens with its cookie, behind which is a token. */
    @Test
    void aTokenThatIsMadeInASessionIsAChildOfWhatOpenedIt() throws Exception {
        People.Token lea = people.token("lea", "SUBMITTER");
        String made = mvc.perform(post(TOKENS)
                        .cookie(logIn(lea))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"label\": \"of the page\"}"))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat((String) JsonPath.read(made, "$.parent")).isEqualTo(lea.id());
    }

    /** Databases keep microseconds, and what is sent may be finer. */
    @Test
    void anEndOfNanosecondsIsTheSameWhenItIsSentAgain() throws Exception {
        RequestPostProcessor mia = people.token("mia", "VIEWER").bearer();
        for (String ending : List.of(
                "\"expiresAt\": \""
                        + Instant.now()
                                .plusSeconds(3600)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .plusNanos(123_456_789) + "\"",
                "\"lifetime\": \"PT3600.123456789S\"")) {
            String key = UUID.randomUUID().toString();
            String first =
                    withKey(mia, key, "{\"label\": \"x\", " + ending + "}", 201).getContentAsString();
            String again =
                    withKey(mia, key, "{\"label\": \"x\", " + ending + "}", 200).getContentAsString();
            assertThat((String) JsonPath.read(again, "$.expiresAt")).isEqualTo(JsonPath.read(first, "$.expiresAt"));
        }
    }

    @Test
    void oneSeesOnesOwnTokensAndAdminsSeeAll() throws Exception {
        People.Token carl = people.token("carl", "VIEWER");
        People.Token dora = people.token("dora", "SUBMITTER");
        assertThat(owners(get(TOKENS), carl.bearer())).containsExactly("carl");
        assertThat(owners(get(TOKENS + "?owner=carl"), carl.bearer())).containsExactly("carl");
        assertThat(owners(get(TOKENS + "?size=1000"), People.admin())).contains("carl", "dora");
        assertThat(owners(get(TOKENS + "?owner=dora"), People.admin())).containsExactly("dora");
        mvc.perform(get(TOKENS + "?owner=dora").with(carl.bearer())).andExpect(tooLow());
        mvc.perform(get(TOKENS + "/" + carl.id()).with(carl.bearer()))
                .andExpect(jsonPath("$.label").value("of a test"))
                .andExpect(content().string(not(containsString(carl.text()))));
        for (RequestPostProcessor other : List.of(carl.bearer())) {
            mvc.perform(get(TOKENS + "/" + dora.id()).with(other)).andExpect(status().isNotFound());
            mvc.perform(delete(TOKENS + "/" + dora.id()).with(other)).andExpect(status().isNotFound());
        }
        mvc.perform(get("/api/v1/me").with(dora.bearer())).andExpect(status().isOk());
    }

    @Test
    void aRevokedTokenLetsNobodyInNorDoItsSessions() throws Exception {
        People.Token emil = people.token("emil", "SUBMITTER");
        Cookie cookie = logIn(emil);
        mvc.perform(get("/api/v1/session").cookie(cookie))
                .andExpect(jsonPath("$.name").value("emil"))
                .andExpect(jsonPath("$.role").value("SUBMITTER"));
        mvc.perform(delete(TOKENS + "/" + emil.id()).with(emil.bearer())).andExpect(status().isNoContent());
        mvc.perform(get("/api/v1/me").with(emil.bearer()).with(People.from("192.0.2.77")))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("TOKEN_WRONG"));
        mvc.perform(get("/api/v1/me").cookie(cookie))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("TOKEN_MISSING"));
        mvc.perform(delete(TOKENS + "/" + emil.id()).with(People.admin())).andExpect(status().isNotFound());
    }

    @Test
    void aStreamOfARevokedTokenIsEnded() throws Exception {
        People.Token fay = people.token("fay", "SUBMITTER");
        String made = mvc.perform(post("/api/v1/experiments")
                        .with(fay.bearer())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(Api.experimentWithTrials(1)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        HttpRequest follow = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + port + "/api/v1/experiments/" + JsonPath.read(made, "$.id") + "/events"))
                .header("Authorization", "Bearer " + fay.text())
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(follow, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            assertThat(events.read()).isNotNegative();
            mvc.perform(delete(TOKENS + "/" + fay.id()).with(fay.bearer())).andExpect(status().isNoContent());
            assertThat(new String(events.readAllBytes())).contains("event:experiment");
        }
    }

    @Test
    void theSameKeyMakesOneTokenAndTellsItsTextOnce() throws Exception {
        RequestPostProcessor gina = people.token("gina", "VIEWER").bearer();
        String key = UUID.randomUUID().toString();
        MockHttpServletResponse first = withKey(gina, key, "{\"label\": \"x\", \"lifetime\": \"P1D\"}", 201);
        MockHttpServletResponse again = withKey(gina, key, "{\"label\": \"x\", \"lifetime\": \"P1D\"}", 200);
        assertThat(JsonPath.<Object>read(again.getContentAsString(), "$.token")).isNull();
        assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
        withKey(gina, key, "{\"label\": \"y\", \"lifetime\": \"P1D\"}", 409);
        withKey(gina, key, "{\"label\": \"x\", \"lifetime\": \"P2D\"}", 409);
        // another one's key is another key
        withKey(People.admin(), key, "{\"label\": \"y\"}", 201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|label|MISSING",
                "{\"label\": \" \"}|label|OUT_OF_RANGE",
                "{\"label\": \"a\\u202eb\"}|label|OUT_OF_RANGE",
                "{\"label\": \"a\\u0000b\"}|label|MALFORMED",
                "{\"label\": \"x\", \"owner\": \"a:b\"}|owner|MALFORMED",
                "{\"label\": \"x\", \"owner\": \"oidc:\"}|owner|MALFORMED",
                "{\"label\": \"x\", \"role\": \"ROOT\"}|role|NOT_ONE_OF",
                "{\"label\": \"x\", \"lifetime\": \"P3M\"}|lifetime|MALFORMED",
                "{\"label\": \"x\", \"lifetime\": \"PT1S\"}|lifetime|OUT_OF_RANGE",
                "{\"label\": \"x\", \"lifetime\": \"P4000D\"}|lifetime|OUT_OF_RANGE",
                "{\"label\": \"x\", \"expiresAt\": \"soon\"}|expiresAt|MALFORMED",
                "{\"label\": \"x\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}|expiresAt|OUT_OF_RANGE",
                "{\"label\": \"x\", \"expiresAt\": \"2999-01-01T00:00:00Z\", \"lifetime\": \"P1D\"}|lifetime|CONFLICT",
                "{\"label\": \"x\", \"rights\": 1}|rights|UNKNOWN_FIELD"
            })
    void whatIsWrongIsNamed(String body, String field, String code) throws Exception {
        makes(People.admin(), body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void oneIsToldWhenATokenWasLastUsed() throws Exception {
        People.Token hal = people.token("hal", "VIEWER");
        mvc.perform(get(TOKENS + "/" + hal.id()).with(People.admin()))
                .andExpect(jsonPath("$.lastUsedAt").isEmpty());
        mvc.perform(get("/api/v1/me").with(hal.bearer())).andExpect(status().isOk());
        await().untilAsserted(() -> mvc.perform(get(TOKENS + "/" + hal.id()).with(People.admin()))
                .andExpect(jsonPath("$.lastUsedAt").isNotEmpty()));
    }

    /** The role is looked at before the body: a hundred kilobytes of it are announced, and none come. */
    @Test
    void whatARoleMayNotDoIsRefusedBeforeItsBodyIsThere() throws Exception {
        People.Token ida = people.token("ida", "VIEWER");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(15_000);
            String head = "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ida.text()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("ROLE_TOO_LOW");
        }
    }

    private ResultActions makes(RequestPostProcessor who, String body) throws Exception {
        return mvc.perform(
                post(TOKENS).with(who).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private String made(RequestPostProcessor who, String body) throws Exception {
        return makes(who, body)
                .andExpect(status().isCreated())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private MockHttpServletResponse withKey(RequestPostProcessor who, String key, String body, int status)
            throws Exception {
        return mvc.perform(post(TOKENS)
                        .with(who)
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse();
    }

    private List<String> owners(MockHttpServletRequestBuilder list, RequestPostProcessor who) throws Exception {
        String page = mvc.perform(list.with(who))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.<List<String>>read(page, "$.content[*].owner").stream()
                .distinct()
                .toList();
    }

    private Cookie logIn(People.Token token) throws Exception {
        return mvc.perform(post("/api/v1/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"token\": \"" + token.text() + "\"}"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getCookies()[0];
    }

    private static ResultMatcher tooLow() {
        return result -> {
            status().isForbidden().match(result);
            jsonPath("$.code").value("ROLE_TOO_LOW").match(result);
        };
    }
}
