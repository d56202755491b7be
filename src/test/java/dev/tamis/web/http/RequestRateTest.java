package dev.tamis.web.http;

import static dev.tamis.access.SentBy.sentBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.HandClock;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.quota.Quotas;
import dev.tamis.space.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestRateTest {

    private static final Subject ANN = new Subject("ann", Role.SUBMITTER);
    private static final Subject BOB = new Subject("bob", Role.VIEWER);

    private final HandClock clock = new HandClock();
    private final RequestRate rate = new RequestRate(
            quotas(Map.of(
                    "tamis.quota.owner.requests-per-second", "2",
                    "tamis.quota.owners.bob.requests-per-second", "5")),
            new EvenTime(clock),
            "/actuator",
            (request, response, handler, refused) -> {
                response.setStatus(429);
                response.setHeader("code", ((Refusal) refused).code().name());
                response.setHeader("detail", refused.getMessage());
                return null;
            });

    private static Quotas quotas(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("tamis.quota", Quotas.class);
    }

    @Test
    void aBurstIsServedAndAFloodIsRefusedUntilTheBucketHasFilledAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(served(of(ANN)))
                    .as("request %d of a burst of ten seconds' worth", i)
                    .isTrue();
        }
        assertThat(served(of(ANN))).isFalse();
        clock.forward(Duration.ofMillis(400));
        assertThat(served(of(ANN))).isFalse();
        clock.forward(Duration.ofMillis(100));
        assertThat(served(of(ANN))).as("one every half second").isTrue();
        assertThat(served(of(ANN))).isFalse();
        clock.forward(Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            assertThat(served(of(ANN))).isTrue();
        }
        assertThat(served(of(ANN))).as("it never holds more").isFalse();
    }

    @Test
    void oneIsNotSaidInThePlural() {
        assertThat(new TooFast(true, 1).getMessage())
                .startsWith("You may send 1 request a second to this node, and 10 ");
        assertThat(new TooFast(false, 2).getMessage()).startsWith("Your address may send 2 requests a second");
    }

    @Test
    void answersSayHowMuchIsLeftAsTheDraftDoes() throws Exception {
        MockHttpServletResponse first = answer(of(ANN));

        assertThat(first.getHeader("RateLimit-Policy")).isEqualTo("\"requests\";q=20;w=10");
        assertThat(first.getHeader("RateLimit")).isEqualTo("\"requests\";r=19;t=1");
        MockHttpServletResponse last = first;
        for (int i = 0; i < 20; i++) {
            last = answer(of(ANN));
        }
        assertThat(last.getStatus()).isEqualTo(429);
        assertThat(last.getHeader("RateLimit")).isEqualTo("\"requests\";r=0;t=10");
        assertThat(last.getHeader("code")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(last.getHeader("detail"))
                .contains("You may send 2 requests a second", "tamis.quota.owner.requests-per-second");
    }

    @Test
    void nobodyTakesWhatIsAnothersAndEachMayBeGivenMore() throws Exception {
        for (int i = 0; i < 20; i++) {
            answer(of(ANN));
        }
        assertThat(served(of(ANN))).isFalse();
        for (int i = 0; i < 50; i++) {
            assertThat(served(of(BOB))).isTrue();
        }
        assertThat(served(of(BOB))).isFalse();
    }

    @Test
    void thoseWhoDoNotSayWhoTheyAreCountByTheirAddress() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(served(from("10.0.0.1"))).isTrue();
        }
        assertThat(served(from("10.0.0.1"))).isFalse();
        assertThat(served(from("10.0.0.2"))).isTrue();
    }

    @Test
    void ofIpv6TheNetworkCounts() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(served(from("2001:db8::" + i))).isTrue();
        }
        assertThat(served(from("2001:db8::ffff"))).isFalse();
        assertThat(served(from("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void whoIsAloneOnTheirMachineIsNotCountedNorIsHealth() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(served(of(Subject.LOCAL))).isTrue();
            MockHttpServletRequest health = from("10.0.0.1");
            health.setRequestURI("/actuator/health/liveness");
            assertThat(served(health)).isTrue();
        }
        assertThat(answer(of(Subject.LOCAL)).getHeaderNames()).isEmpty();
    }

    private static MockHttpServletRequest of(Subject subject) {
        return sentBy(subject, from("10.0.0.1"));
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/experiments");
        request.setRemoteAddr(address);
        return request;
    }

    private boolean served(MockHttpServletRequest request) throws Exception {
        return answer(request).getStatus() == 200;
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        rate.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
