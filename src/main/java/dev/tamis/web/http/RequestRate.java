package dev.tamis.web.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tamis.access.Credential;
import dev.tamis.access.Networks;
import dev.tamis.access.RequestCount;
import dev.tamis.people.Subject;
import dev.tamis.quota.Limits;
import dev.tamis.quota.Quotas;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * So many requests a second, of each person or, of those who do not say who they are, of each address (of IPv6, each network): nobody takes the answers of all.
 * Each has a bucket of tokens that fills evenly, so that a burst is served and a flood is not. Answers say how full it is, by draft 10 of
 * "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers-10), sections 3 and 4.
 */
final class RequestRate extends OncePerRequestFilter implements Ordered, RequestCount {

    /** After whoever knows who asks, before the line for a thread. */
    private static final int ORDER = PlaceOfHealth.ORDER - 1;

    private static final int MOST_BUCKETS = 10_000;

    private final Quotas quotas;
    private final TimeMeter time;
    private final String actuator;
    private final HandlerExceptionResolver problems;

    /** Who has not come for as long as a bucket takes to fill has a full one. */
    private final Cache<String, Bucket> buckets;

    /**
     * @param time what buckets fill by
     * @param actuator the path of what is never refused
     */
    RequestRate(Quotas quotas, TimeMeter time, String actuator, HandlerExceptionResolver problems) {
        this.quotas = quotas;
        this.time = time;
        this.actuator = actuator;
        this.problems = problems;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_BUCKETS)
                .expireAfterAccess(Duration.ofSeconds(2L * Limits.BURST_SECONDS))
                .build();
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + actuator + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            count(request, response);
        } catch (TooFast refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    public void count(HttpServletRequest request, HttpServletResponse response) {
        Optional<Subject> who = Credential.of(request).map(Credential::subject);
        Limits limits = who.map(each -> quotas.of(each.name())).orElseGet(quotas::ofNobody);
        if (!limits.boundRequests() || shouldNotFilter(request)) {
            return;
        }
        String key = who.map(each -> "person " + each.name())
                .orElseGet(() -> "address " + Networks.of(request.getRemoteAddr()));
        int rate = limits.requestsPerSecond();
        ConsumptionProbe probe = buckets.get(key, unknown -> full(rate)).tryConsumeAndReturnRemaining(1);
        tell(response, rate, probe.getRemainingTokens());
        if (!probe.isConsumed()) {
            throw new TooFast(who.isPresent(), rate);
        }
    }

    private Bucket full(int rate) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) rate * Limits.BURST_SECONDS).refillGreedy(rate, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static void tell(HttpServletResponse response, int rate, long left) {
        long most = (long) rate * Limits.BURST_SECONDS;
        long secondsUntilFull = (most - left + rate - 1) / rate;
        response.setHeader("RateLimit-Policy", "\"requests\";q=" + most + ";w=" + Limits.BURST_SECONDS);
        response.setHeader("RateLimit", "\"requests\";r=" + left + ";t=" + secondsUntilFull);
    }
}
