package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class AuditTrailTest {

    private static final Instant NOW = Instant.parse("2026-11-27T18:00:00.123456Z");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private final AuditTrail trail = new AuditTrail(new AuditLog(new JsonMapper()), InstantSource.fixed(NOW));

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO); // as the service's settings say; other tests' nodes are quieter
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void aChangeIsNotedWithWhoDidItAndWhatItMade() throws Exception {
        MockHttpServletRequest request = request("POST", "/api/v1/experiments");
        request.setQueryString("dryRun=false");
        send(request, (asked, answer) -> {
            shown(new Subject("anna", Role.SUBMITTER)).keepWith(request);
            ((HttpServletResponse) answer).setStatus(201);
            ((HttpServletResponse) answer).setHeader("Location", "/api/v1/experiments/7");
        });
        assertThat(noted()).containsExactly("""
                        {"at":"2026-11-27T18:00:00.123Z","who":"anna","role":"SUBMITTER","from":"10.0.0.7","method":"POST",\
                        "path":"/api/v1/experiments","made":"/api/v1/experiments/7","status":201}""");
    }

    @Test
    void whatANameIsMadeOfCannotForgeALine() throws Exception {
        MockHttpServletRequest request = request("DELETE", "/api/v1/datasets/a");
        send(
                request,
                (asked, answer) ->
                        shown(new Subject("x\"}\n{\"who\":\"anna", Role.VIEWER)).keepWith(request));
        assertThat(noted())
                .singleElement()
                .asString()
                .contains("x\\\"}\\n{\\\"who\\\":\\\"anna")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429})
    void whoIsRefusedIsNotedEvenIfTheyOnlyWantedToRead(int status) throws Exception {
        send(
                request("GET", "/api/v1/experiments"),
                (asked, answer) -> ((HttpServletResponse) answer).setStatus(status));
        assertThat(noted())
                .singleElement()
                .asString()
                .contains("\"status\":" + status)
                .doesNotContain("who");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void whoReadsIsNotNoted(String method) throws Exception {
        send(request(method, "/api/v1/experiments"), (asked, answer) -> {});
        assertThat(noted()).isEmpty();
    }

    @Test
    void whatWasRefusedIsNoPartOfWhatWasDone() throws Exception {
        send(request("DELETE", "/api/v1/datasets/a"), (asked, answer) -> {
            shown(new Subject("anna", Role.VIEWER)).keepWith((MockHttpServletRequest) asked);
            ((HttpServletResponse) answer).setStatus(403);
        });
        send(request("DELETE", "/api/v1/datasets/a"), (asked, answer) -> {
            shown(new Subject("anna", Role.SUBMITTER)).keepWith((MockHttpServletRequest) asked);
            ((HttpServletResponse) answer).setStatus(204);
        });
        assertThat(lines.list)
                .extracting(ILoggingEvent::getLoggerName)
                .containsExactly(AuditLog.REFUSED, AuditLog.LOGGER);
    }

    @Test
    void noLineIsLong() throws Exception {
        send(
                request("X".repeat(8_000), "/" + "x".repeat(8_000)),
                (asked, answer) -> ((HttpServletResponse) answer).setStatus(400));
        assertThat(noted()).singleElement().asString().hasSizeLessThan(600).contains("xxx\u2026");
    }

    @Test
    void whoTakesABackupIsNotedThoughTheyOnlyRead() throws Exception {
        send(
                request("GET", "/api/v1/backup"),
                (asked, answer) -> shown(new Subject("anna", Role.ADMIN)).keepWith((MockHttpServletRequest) asked));
        assertThat(noted()).singleElement().asString().contains("\"who\":\"anna\"", "/api/v1/backup", "200");
    }

    @Test
    void whatIsThrownIsNotedAsTheFailureThatTheServerAnswers() {
        MockHttpServletRequest request = request("DELETE", "/api/v1/datasets/a");
        assertThatThrownBy(() -> send(request, (asked, answer) -> {
                    throw new IllegalStateException("of a test");
                }))
                .hasMessage("of a test");
        assertThat(noted()).singleElement().asString().contains("\"status\":500");
    }

    @Test
    void whatIsAnsweredLaterIsNotedOnceThen() throws Exception {
        MockHttpServletRequest request = request("POST", "/api/v1/datasets");
        request.setAsyncSupported(true);
        MockHttpServletResponse response = new MockHttpServletResponse();
        trail.doFilter(request, response, (asked, answer) -> asked.startAsync(asked, answer));
        assertThat(noted()).isEmpty();
        response.setStatus(201);
        ((MockAsyncContext) request.getAsyncContext()).complete();
        assertThat(noted()).singleElement().asString().contains("\"status\":201");
    }

    private static Credential shown(Subject subject) {
        return new Credential(subject, Optional.empty(), Optional.empty());
    }

    private void send(MockHttpServletRequest request, FilterChain then) throws Exception {
        trail.doFilter(request, new MockHttpServletResponse(), then);
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr("10.0.0.7");
        return request;
    }

    private List<String> noted() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
