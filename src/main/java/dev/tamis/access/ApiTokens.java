package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;

/** Tokens of people and their programs: made, listed, revoked. */
public class ApiTokens {

    /** Beyond what anybody keeps track of. */
    static final int MOST_OF_ONE = 500;

    private final TokenRows rows;
    private final Consumer<UUID> whenRevoked;
    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * @param whenRevoked is told the id of a token that lets nobody in any more
     * @param random that nobody can foresee
     */
    ApiTokens(TokenRows rows, Consumer<UUID> whenRevoked, RandomGenerator random, InstantSource clock) {
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
     * Makes a token.
     *
     * @param idempotencyKey the same key with an equal wish gives the token that was made first, without its text
     * @throws dev.tamis.people.NotAllowed if it is not theirs to make
     * @throws dev.tamis.space.InvalidField if its end is not ahead
     * @throws dev.tamis.space.Refusal if the owner has too many, or the key was used for another
     */
    public Made make(Subject maker, NewToken wanted, Optional<String> idempotencyKey) {
        wanted.requireFor(maker);
        Optional<Made> earlier = idempotencyKey.flatMap(key -> earlier(maker, wanted, key));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (rows.count(Optional.of(wanted.owner())) >= MOST_OF_ONE) {
            throw TokenRefused.tooMany(wanted.owner(), MOST_OF_ONE);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiToken token = new ApiToken(
                UUID.randomUUID(),
                wanted.owner(),
                wanted.label(),
                wanted.role(),
                now,
                maker.name(),
                wanted.ending().from(now).map(end -> end.truncatedTo(ChronoUnit.MICROS)),
                Optional.empty());
        String text = TokenText.random(random);
        try {
            rows.insert(token, TokenHash.of(text), idempotencyKey);
            return new Made(token, Optional.of(text));
        } catch (DuplicateKeyException raced) {
            // The same key was committed by a concurrent request after we had looked.
            return idempotencyKey.flatMap(key -> earlier(maker, wanted, key)).orElseThrow(() -> raced);
        }
    }

    private Optional<Made> earlier(Subject maker, NewToken wanted, String key) {
        return rows.find(maker.name(), key).map(token -> {
            if (!wanted.made(token)) {
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
     * Ends a token: here at once, on other nodes within seconds.
     *
     * @throws dev.tamis.space.Refusal if there is none of the id that they may know of
     */
    public void revoke(Subject asking, UUID id) {
        if (!rows.delete(get(asking, id).id())) {
            throw TokenRefused.missing(id);
        }
        whenRevoked.accept(id);
    }
}
