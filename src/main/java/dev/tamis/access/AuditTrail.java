package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes who did what: every request that may change something, and every one that was refused for who sent it. Stands before the
 * door, so that what the door refuses is noted too.
 */
final class AuditTrail extends OncePerRequestFilter implements Ordered {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final Set<Integer> REFUSED = Set.of(
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_FORBIDDEN,
            429); // too many wrong tokens; servlets have no name for it

    private final AuditLog log;
    private final InstantSource clock;

    AuditTrail(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Other threads may answer, and the container takes the request back when they have.
        String method = request.getMethod();
        String path = request.getRequestURI();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenAnswered(() -> note(method, path, request, response)));
            } else {
                note(method, path, request, response);
            }
        }
    }

    private void note(String method, String path, HttpServletRequest request, HttpServletResponse response) {
        int status = response.getStatus();
        if (READING.contains(method) && !REFUSED.contains(status)) {
            return;
        }
        Optional<Subject> subject = Subjects.of(request);
        log.write(new AuditLog.Entry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                subject.map(Subject::name).orElse(null),
                subject.map(Subject::role).orElse(null),
                request.getRemoteAddr(),
                method,
                path,
                response.getHeader(HttpHeaders.LOCATION),
                status));
    }

    private record WhenAnswered(Runnable then) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            then.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // is completed afterwards
        }

        @Override
        public void onError(AsyncEvent event) {
            // is completed afterwards
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
