package dev.tamis.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseCookie;

/** Whether tokens are needed, whom they let in, and what a page that brings one gets in exchange. */
public class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final Optional<Sessions> sessions;
    private final KnownTokens tokens;
    private final Optional<IssuedTokens> issued;
    private final FailedAttempts failures;
    private final InstantSource clock;

    /**
     * @param sessions empty where everybody is let in
     * @param issued those of another issuer, if they are taken
     */
    Credentials(Optional<Sessions> sessions, KnownTokens tokens, Optional<IssuedTokens> issued, InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.issued = issued;
        this.failures = new FailedAttempts(clock);
        this.clock = clock;
    }

    /** Whether clients need a token at all; without one the service is this machine's alone. */
    public boolean areNeeded() {
        return sessions.isPresent();
    }

    /** A session, and the cookie that stands for it. */
    public record Opened(Credential credential, ResponseCookie cookie) {

        /** Without the cookie, which lets in whoever has it. */
        @Override
        public String toString() {
            return "Opened[credential=" + credential + "]";
        }
    }

    /**
     * A session in exchange for a token.
     *
     * @return empty where no token is needed
     * @throws dev.tamis.space.Refusal if nobody knows it, or too many were wrong before
     */
    public Optional<Opened> logIn(String brought, HttpServletRequest request) {
        return sessions.map(each -> {
            Credential credential = check(brought, request);
            credential.keepWith(request); // it is theirs from here on
            return new Opened(credential, each.opened(credential, request));
        });
    }

    /** @return what takes the session's cookie from the browser; none where no token is needed */
    public Optional<ResponseCookie> logOut(HttpServletRequest request) {
        return sessions.map(each -> each.closed(request));
    }

    /** Whether who was let in would be let in now, by the same. Who is in stays while nobody can be asked. */
    public boolean stillHold(Credential credential) {
        if (credential.hasEnded(clock.instant())) {
            return false;
        }
        try {
            return credential.tokenId().map(id -> tokens.byId(id).isPresent()).orElse(true);
        } catch (DataAccessException away) {
            LOG.debug("Nobody knows whether a token is still there: {}", away.toString());
            return true;
        }
    }

    Credential check(String brought, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        // Nobody guesses a text that we have made: it was revoked, and who brings it would lock out all at its address.
        boolean guess = !TokenText.isWhole(brought);
        if (guess && failures.areTooMany(address)) {
            throw AccessRefused.tooManyAttempts();
        }
        Optional<Credential> known = issued.isPresent() && IssuedTokens.areMeant(brought)
                ? issued.get().check(brought)
                : tokens.byText(brought);
        Credential found = known.orElseThrow(() -> {
            if (guess) {
                failures.add(address);
            }
            return AccessRefused.wrongToken();
        });
        if (found.hasEnded(clock.instant())) {
            throw AccessRefused.ended(found.expiresAt().orElseThrow());
        }
        return found;
    }

    /**
     * Who sends a request, by its token or cookie; nobody if it brings neither.
     *
     * @throws dev.tamis.space.Refusal if it brings a wrong token
     */
    Optional<Credential> of(HttpServletRequest request) {
        if (sessions.isEmpty()) {
            return Optional.of(Credential.NONE_NEEDED);
        }
        Optional<String> bearer = Sessions.bearer(request);
        return bearer.isPresent()
                ? Optional.of(check(bearer.get(), request))
                : sessions.get().of(request);
    }

    Optional<Sessions> sessions() {
        return sessions;
    }
}
