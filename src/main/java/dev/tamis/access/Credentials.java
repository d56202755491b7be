package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** Whether a token is needed, and what a page that brings it gets in exchange. */
public final class Credentials {

    private final Optional<Token> token;
    private final Optional<Sessions> sessions;
    private final FailedAttempts failures;

    Credentials(Optional<Token> token, InstantSource clock) {
        this.token = token;
        this.sessions = token.map(each -> new Sessions(each, clock));
        this.failures = new FailedAttempts(clock);
    }

    /** Whether clients need a token at all; without one the service is this machine's alone. */
    public boolean areNeeded() {
        return token.isPresent();
    }

    /**
     * A session in exchange for the token.
     *
     * @return the cookie to send; none where no token is needed
     * @throws dev.tamis.space.Refusal if it is not the token, or too many were wrong before
     */
    public Optional<ResponseCookie> logIn(String brought, HttpServletRequest request) {
        check(brought, request);
        return sessions.map(each -> each.opened(request));
    }

    /** @return what takes the session's cookie from the browser; none where no token is needed */
    public Optional<ResponseCookie> logOut(HttpServletRequest request) {
        return sessions.map(each -> each.closed(request));
    }

    void check(String brought, HttpServletRequest request) {
        if (token.isEmpty()) {
            return;
        }
        if (failures.areTooMany(request.getRemoteAddr())) {
            throw AccessRefused.tooManyAttempts();
        }
        if (!token.get().is(brought)) {
            failures.add(request.getRemoteAddr());
            throw AccessRefused.wrongToken();
        }
    }

    /**
     * Who sends a request, by its token or cookie; nobody if it brings neither.
     *
     * @throws dev.tamis.space.Refusal if it brings a wrong token
     */
    Optional<Subject> subject(HttpServletRequest request) {
        if (token.isEmpty()) {
            return Optional.of(Subject.LOCAL);
        }
        Optional<String> bearer = Sessions.bearer(request);
        bearer.ifPresent(brought -> check(brought, request));
        return bearer.isPresent() || hasSession(request) ? Optional.of(Subject.LOCAL) : Optional.empty();
    }

    boolean hasSession(HttpServletRequest request) {
        return sessions.map(each -> each.isOpen(request)).orElse(false);
    }

    Optional<Sessions> sessions() {
        return sessions;
    }
}
