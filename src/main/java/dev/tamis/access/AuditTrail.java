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
 * Notes who did what: every request that may change something or takes all there is, and every one that was refused for who sent it. Stands before the
 * door, so that what the door refuses is noted too.
 */
final class AuditTrail extends OncePerRequestFilter implements Ordered {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** Who has it has everybody's. */
    private static final String BACKUP = "/api/v1/backup";

    private static final Set<Integer> REFUSED = Set.of(
            HttpServletResponse.SC_UNAUTHORIZED,
            HttpServletResponse.SC_FORBIDDEN,
            429); // too many wrong tokens; servlets have no name for it

    private static final int FAILED = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

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
        } catch (ServletException | IOException | RuntimeException | Error failed) {
            // The server will answer, if nobody has begun to.
            note(method, path, request, response, response.isCommitted() ? response.getStatus() : FAILED);
            throw failed;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext()
                    .addListener(new WhenAnswered(() -> note(method, path, request, response, response.getStatus())));
        } else {
            note(method, path, request, response, response.getStatus());
        }
    }

    private void note(
            String method, String path, HttpServletRequest request, HttpServletResponse response, int status) {
        if (READING.contains(method) && !REFUSED.contains(status) && !Permissions.isAt(BACKUP, request)) {
            return;
        }
        Optional<Subject> subject = Credential.of(request).map(Credential::subject);
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
