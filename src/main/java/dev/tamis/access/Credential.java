package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody has shown to be let in.
 *
 * @param tokenId of the token; empty where there is none, or the token is another issuer's
 * @param expiresAt when it ends by itself
 */
public record Credential(Subject subject, Optional<String> tokenId, Optional<Instant> expiresAt) {

    /** Where nobody has to show anything. */
    static final Credential NONE_NEEDED = new Credential(Subject.LOCAL, Optional.empty(), Optional.empty());

    private static final String ATTRIBUTE = Credential.class.getName();

    /** What the sender of a request has shown. It stands on the request itself, which goes on when the thread does not. */
    public static Optional<Credential> of(HttpServletRequest request) {
        return Optional.ofNullable((Credential) request.getAttribute(ATTRIBUTE));
    }

    void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    boolean hasEnded(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The same, for no longer than that. */
    Credential until(Instant end) {
        return new Credential(
                subject, tokenId, Optional.of(expiresAt.filter(end::isAfter).orElse(end)));
    }
}
