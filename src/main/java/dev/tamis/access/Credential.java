package dev.tamis.access;

import dev.tamis.people.Names;
import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody has shown to be let in.
 *
 * @param tokenId which token it is, by its hash and, of one that was made here, by its row: another token under the same id of a row is
 *     another one. Empty where there is none, or the token is another issuer's
 * @param expiresAt when it ends by itself
 */
public record Credential(Subject subject, Optional<String> tokenId, Optional<Instant> expiresAt) {

    /** Where nobody has to show anything. */
    static final Credential NONE_NEEDED = new Credential(Subject.LOCAL, Optional.empty(), Optional.empty());

    private static final String HASH_FOLLOWS = ":";

    private static final String ATTRIBUTE = Credential.class.getName();

    /** What the sender of a request has shown; empty for requests that nobody is needed for, such as those for pages. It stands on the request itself, which goes on when the thread does not. */
    public static Optional<Credential> of(HttpServletRequest request) {
        return Optional.ofNullable((Credential) request.getAttribute(ATTRIBUTE));
    }

    /**
     * The same where nobody is let in without.
     *
     * @throws IllegalStateException for a request that the door let in without asking who sent it: a fault of the service
     */
    public static Credential needed(HttpServletRequest request) {
        return of(request)
                .orElseThrow(() -> new IllegalStateException("Nobody was asked who sent " + request.getRequestURI()));
    }

    void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The id of the token's row, where it is one that was made here. */
    Optional<UUID> storedToken() {
        return tokenId.filter(id -> !id.startsWith(KnownTokens.OF_SETTINGS)).map(Credential::row);
    }

    /** Whether it is an issuer's token, or the session of one. */
    boolean isIssued() {
        return tokenId.isEmpty() && subject.name().startsWith(Names.OF_ISSUER);
    }

    /** @param hash a short name of it */
    static String id(UUID row, String hash) {
        return row + HASH_FOLLOWS + hash;
    }

    /** @param id of a token that was made here */
    static UUID row(String id) {
        return UUID.fromString(id.split(HASH_FOLLOWS, 2)[0]);
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
