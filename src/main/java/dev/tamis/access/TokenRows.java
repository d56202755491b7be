package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.quota.Turnstile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The table {@code api_token}. */
class TokenRows {

    private static final String SELECT =
            "select id, owner, label, role, created_at, created_by, parent, expires_at, last_used_at from api_token ";

    /** One that was made while its parent was revoked is nobody's. */
    private static final String WITH_ITS_PARENT =
            " and (parent is null or exists (select 1 from api_token other where other.id = api_token.parent))";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Turnstile turnstile;

    /** @param turnstile which lets nobody in beside a restore: tokens of an archive stand in place of all others */
    TokenRows(JdbcClient jdbc, TransactionOperations transactions, Turnstile turnstile) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.turnstile = turnstile;
    }

    /**
     * Stores a token.
     *
     * @param shown with which stored token it is made, if with one
     * @throws org.springframework.dao.DuplicateKeyException if there is one with the id, the hash, or the maker's key
     * @throws Turnstile.RestoreUnderWay while a backup is brought back
     * @throws AccessRefused if what was shown is none any more
     */
    void insert(ApiToken token, TokenHash hash, Optional<String> idempotencyKey, Optional<UUID> shown) {
        transactions.executeWithoutResult(status -> {
            turnstile.enter();
            if (shown.isPresent() && find(shown.get()).isEmpty()) {
                throw AccessRefused.wrongToken();
            }
            insert(token, hash, idempotencyKey);
        });
    }

    private void insert(ApiToken token, TokenHash hash, Optional<String> idempotencyKey) {
        jdbc.sql("insert into api_token (id, owner, label, role, hash, created_at, created_by, parent, expires_at,"
                        + " idempotency_key) values (:id, :owner, :label, :role, :hash, :createdAt, :createdBy, :parent,"
                        + " :expiresAt, :key)")
                .param("id", token.id())
                .param("owner", token.owner())
                .param("label", token.label())
                .param("role", token.role().name())
                .param("hash", hash.hex())
                .param("createdAt", stored(token.createdAt()))
                .param("createdBy", token.createdBy())
                .param("parent", token.parent().orElse(null), Types.OTHER)
                .param("expiresAt", token.expiresAt().map(TokenRows::stored).orElse(null))
                .param("key", idempotencyKey.orElse(null))
                .update();
    }

    Optional<ApiToken> find(TokenHash hash) {
        return one("where hash = :value" + WITH_ITS_PARENT, hash.hex());
    }

    Optional<ApiToken> find(UUID id) {
        return one("where id = :value" + WITH_ITS_PARENT, id);
    }

    /** By which the token of an id is known. */
    Optional<TokenHash> hash(UUID id) {
        return jdbc.sql("select hash from api_token where id = :id")
                .param("id", id)
                .query((row, number) -> new TokenHash(row.getString("hash")))
                .optional();
    }

    Optional<ApiToken> find(String maker, String idempotencyKey) {
        return jdbc.sql(SELECT + "where created_by = :maker and idempotency_key = :key")
                .param("maker", maker)
                .param("key", idempotencyKey)
                .query((row, number) -> token(row))
                .optional();
    }

    /** Newest first. @param owner whose; everybody's if empty */
    List<ApiToken> page(Optional<String> owner, long offset, int size) {
        JdbcClient.StatementSpec select = jdbc.sql(SELECT + (owner.isPresent() ? "where owner = :owner " : "")
                        + "order by created_at desc, id limit :size offset :offset")
                .param("size", size)
                .param("offset", offset);
        return owner.map(name -> select.param("owner", name))
                .orElse(select)
                .query((row, number) -> token(row))
                .list();
    }

    long count(Optional<String> owner) {
        JdbcClient.StatementSpec select =
                jdbc.sql("select count(*) from api_token" + (owner.isPresent() ? " where owner = :owner" : ""));
        return owner.map(name -> select.param("owner", name))
                .orElse(select)
                .query(Long.class)
                .single();
    }

    /** Whether somebody could be let in as an admin by now. */
    boolean hasAdmin(Instant now) {
        return jdbc.sql("select count(*) from api_token where role = :admin"
                                + " and (expires_at is null or expires_at > :now)")
                        .param("admin", Role.ADMIN.name())
                        .param("now", stored(now))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * With all that were made with it, and with those.
     *
     * @return whether there was one
     */
    boolean delete(UUID id) {
        boolean there = false;
        Deque<UUID> left = new ArrayDeque<>(List.of(id));
        while (!left.isEmpty()) {
            UUID next = left.poll();
            left.addAll(jdbc.sql("select id from api_token where parent = :id")
                    .param("id", next)
                    .query(UUID.class)
                    .list());
            there |= jdbc.sql("delete from api_token where id = :id")
                            .param("id", next)
                            .update()
                    > 0;
        }
        return there;
    }

    /** Writes nothing where another node has just written. */
    void used(UUID id, Instant now, Duration apart) {
        jdbc.sql("update api_token set last_used_at = :now"
                        + " where id = :id and (last_used_at is null or last_used_at <= :before)")
                .param("id", id)
                .param("now", stored(now))
                .param("before", stored(now.minus(apart)))
                .update();
    }

    private Optional<ApiToken> one(String where, Object value) {
        return jdbc.sql(SELECT + where)
                .param("value", value)
                .query((row, number) -> token(row))
                .optional();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("label"),
                Role.valueOf(row.getString("role")),
                instant(row, "created_at").orElseThrow(),
                row.getString("created_by"),
                Optional.ofNullable(row.getObject("parent", UUID.class)),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime stored(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
