package dev.tamis.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tamis.people.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom tokens let in: those of the settings, which are in memory, and those of the database, which are remembered for a few seconds.
 * What is not known is not remembered: a token that another node has just made works here at once.
 */
class KnownTokens {

    /** How long a token that was revoked on another node may still work here. */
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    /** What ids of tokens of the settings begin with; all others are those of rows. */
    static final String OF_SETTINGS = "settings.";

    private final Map<TokenHash, Credential> configured = new HashMap<>();
    private final Map<String, Credential> configuredById = new HashMap<>();
    private final SigningKey key;
    private final TokenRows rows;
    private final LastUses uses;
    private final Cache<TokenHash, Credential> byHash;
    private final Cache<UUID, TokenHash> hashes;

    /** @param key names tokens by their hashes, for sessions to refer to */
    KnownTokens(List<ConfiguredToken> ofSettings, SigningKey key, TokenRows rows, LastUses uses, InstantSource clock) {
        this.key = key;
        this.rows = rows;
        this.uses = uses;
        for (ConfiguredToken each : ofSettings) {
            String id = OF_SETTINGS + key.name(each.hash().hex());
            Credential credential = new Credential(each.subject(), Optional.of(id), Optional.empty());
            configured.put(each.hash(), credential);
            configuredById.put(id, credential);
        }
        Ticker ticker = () -> nanos(clock.instant());
        this.byHash = remembering(ticker);
        this.hashes = remembering(ticker);
    }

    private static <K, V> Cache<K, V> remembering(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    /** By its text; whether it has ended the caller looks. */
    Optional<Credential> byText(String text) {
        TokenHash hash = TokenHash.of(text);
        Optional<Credential> ofSettings = Optional.ofNullable(configured.get(hash));
        return ofSettings.isPresent() || !TokenText.isWhole(text) ? ofSettings : stored(hash);
    }

    /** By the id that {@link Credential#tokenId} tells: the same token, not another one that has its row's id now. */
    Optional<Credential> byId(String id) {
        if (id.startsWith(OF_SETTINGS)) {
            return Optional.ofNullable(configuredById.get(id));
        }
        return Optional.ofNullable(
                        hashes.get(Credential.row(id), each -> rows.hash(each).orElse(null)))
                .flatMap(this::stored)
                .filter(token -> token.tokenId().equals(Optional.of(id)));
    }

    private Optional<Credential> stored(TokenHash hash) {
        Optional<Credential> token = Optional.ofNullable(byHash.get(
                hash, each -> rows.find(each).map(row -> credential(row, each)).orElse(null)));
        token.flatMap(Credential::storedToken).ifPresent(uses::note);
        return token;
    }

    private Credential credential(ApiToken token, TokenHash hash) {
        return new Credential(
                new Subject(token.owner(), token.role()),
                Optional.of(Credential.id(token.id(), key.name(hash.hex()))),
                token.expiresAt());
    }

    /** The next that comes is looked up: what has changed works on this node at once. */
    void forget() {
        hashes.invalidateAll();
        byHash.invalidateAll();
    }

    boolean anyOfSettingsIsAdmin() {
        return configured.values().stream().anyMatch(each -> each.subject().isAdmin());
    }
}
