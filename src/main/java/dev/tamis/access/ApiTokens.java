package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/** Tokens of people and their programs: made, listed, revoked. */
public class ApiTokens {

    /** Beyond what anybody keeps track of. */
    static final int MOST_OF_ONE = 500;

    /** What an issuer's token, which lives for minutes and has no row to be revoked with, may make of itself. */
    static final Duration LONGEST_OF_ISSUED = Duration.ofDays(30);

    private final TokenRows rows;
    private final Runnable whenRevoked;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * @param whenRevoked done when tokens let nobody in any more
     * @param random that nobody can foresee
     */
    ApiTokens(TokenRows rows, Runnable whenRevoked, RandomGenerator random, InstantSource clock) {
        this.rows = rows;
        this.whenRevoked = whenRevoked;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A token that was asked for.
     *
     * @param text what its owner brings from now on; empty where the token was made before, with the same key: nobody knows it any more
     */
    public record Made(ApiToken token, Optional<String> text) {

        /** Without the text: it is told once, and not to logs. */
        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    /**
     * Makes a token. What somebody makes for themselves with a token of theirs is the child of that one: it ends no later, and with it. What
     * an issuer's person makes for themselves without such a token ends within {@link #LONGEST_OF_ISSUED}.
     *
     * @param by who makes it, and what they have shown for it
     * @param idempotencyKey the same key with an equal wish gives the token that was made first, without its text
     * @throws dev.tamis.people.NotAllowed if it is not theirs to make
     * @throws dev.tamis.space.InvalidField if its end is not ahead, or after that of its parent
     * @throws dev.tamis.space.Refusal if the owner has too many, or the key was used for another
     */
    public Made make(Credential by, NewToken wanted, Optional<String> idempotencyKey) {
        Subject maker = by.subject();
        wanted.requireFor(maker);
        Optional<Made> earlier = idempotencyKey.flatMap(key -> earlier(by, wanted, key));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (rows.count(Optional.of(wanted.owner())) >= MOST_OF_ONE) {
            throw TokenRefused.tooMany(wanted.owner(), MOST_OF_ONE);
        }
        Optional<ApiToken> parent = wanted.isOf(maker) ? parent(by) : Optional.empty();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiToken token = new ApiToken(
                UUID.randomUUID(),
                wanted.owner(),
                wanted.label(),
                wanted.role(),
                now,
                maker.name(),
                parent.map(ApiToken::id),
                wanted.ending().from(now, limit(by, wanted, parent, now)),
                Optional.empty());
        String text = TokenText.random(random);
        try {
            rows.insert(token, TokenHash.of(text), idempotencyKey, by.storedToken());
            return new Made(token, Optional.of(text));
        } catch (DuplicateKeyException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey.flatMap(key -> earlier(by, wanted, key)).orElseThrow(() -> raced);
        }
    }

    /** Tokens of the settings and those of an issuer have no row that what is made with them could end with. */
    private Optional<ApiToken> parent(Credential by) {
        return by.storedToken().map(id -> rows.find(id).orElseThrow(AccessRefused::wrongToken));
    }

    /** When what is made ends at the latest: with its parent; of an issuer's own person, a month later. */
    private static Optional<Instant> limit(
            Credential by, NewToken wanted, Optional<ApiToken> parent, Instant createdAt) {
        return parent.isEmpty() && by.isIssued() && wanted.isOf(by.subject())
                ? Optional.of(createdAt.plus(LONGEST_OF_ISSUED))
                : parent.flatMap(ApiToken::expiresAt);
    }

    private Optional<Made> earlier(Credential by, NewToken wanted, String key) {
        return rows.find(by.subject().name(), key).map(token -> {
            Optional<Instant> limit = limit(by, wanted, token.parent().flatMap(rows::find), token.createdAt());
            if (!wanted.made(token, limit)) {
                throw TokenRefused.keyReused(key);
            }
            return new Made(token, Optional.empty());
        });
    }

    /**
     * Tokens that somebody may know of, newest first: their own; of admins, everybody's.
     *
     * @param owner whose; empty for all of these
     * @throws dev.tamis.people.NotAllowed if these are others'
     */
    public Page<ApiToken> page(Subject asking, Optional<String> owner, Pageable page) {
        owner.filter(name -> !name.equals(asking.name())).ifPresent(others -> asking.require(Role.ADMIN));
        Optional<String> whose = owner.isPresent() || asking.isAdmin() ? owner : Optional.of(asking.name());
        return new PageImpl<>(rows.page(whose, page.getOffset(), page.getPageSize()), page, rows.count(whose));
    }

    /** @throws dev.tamis.space.Refusal if there is none of the id that they may know of */
    public ApiToken get(Subject asking, UUID id) {
        return rows.find(id)
                .filter(token -> asking.isAdmin() || token.owner().equals(asking.name()))
                .orElseThrow(() -> TokenRefused.missing(id));
    }

    /**
     * Ends a token and all that were made with it: here at once, on other nodes within seconds.
     *
     * @throws dev.tamis.people.NotAllowed if it may do more than who asks
     * @throws dev.tamis.space.Refusal if there is none of the id that they may know of
     */
    public void revoke(Subject asking, UUID id) {
        ApiToken token = get(asking, id);
        asking.require(token.role());
        if (!rows.delete(token.id())) {
            throw TokenRefused.missing(id);
        }
        whenRevoked.run();
    }
}
