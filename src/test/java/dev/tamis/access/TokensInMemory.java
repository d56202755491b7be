package dev.tamis.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table, for tests of who reads it. */
final class TokensInMemory extends TokenRows {

    private final Map<TokenHash, ApiToken> rows = new LinkedHashMap<>();
    int reads;
    int writes;

    TokensInMemory() {
        super(null, null, null);
    }

    @Override
    void insert(ApiToken token, TokenHash hash, Optional<String> idempotencyKey, Optional<UUID> shown) {
        rows.put(hash, token);
    }

    @Override
    Optional<ApiToken> find(TokenHash hash) {
        reads++;
        return Optional.ofNullable(rows.get(hash));
    }

    @Override
    Optional<ApiToken> find(UUID id) {
        reads++;
        return rows.values().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    Optional<TokenHash> hash(UUID id) {
        reads++;
        return rows.entrySet().stream()
                .filter(each -> each.getValue().id().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    long count(Optional<String> owner) {
        return rows.size();
    }

    @Override
    boolean delete(UUID id) {
        return rows.values().removeIf(each -> each.id().equals(id));
    }

    @Override
    void used(UUID id, Instant now, Duration apart) {
        writes++;
    }
}
