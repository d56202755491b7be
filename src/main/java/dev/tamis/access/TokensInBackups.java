package dev.tamis.access;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.TableRules;
import dev.tamis.people.Role;
import java.util.Map;
import java.util.Set;

/**
 * A backup has the tokens, of which it tells nothing that lets anybody in, but not the key that sessions are signed with. Where it is
 * brought to, its tokens stand in place of those that are there: the first admin has one from the start. If no admin is among them, a
 * first one is made again, so that there is one at once and not after the next start.
 */
final class TokensInBackups implements TableRules {

    private final KnownTokens known;
    private final Runnable admin;

    /** @param admin sees to it that there is one */
    TokensInBackups(KnownTokens known, Runnable admin) {
        this.known = known;
        this.admin = admin;
    }

    @Override
    public Set<String> ofNodes() {
        return Set.of("session_key");
    }

    @Override
    public Set<String> neverEmpty() {
        return Set.of("api_token");
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of(
                "api_token",
                new ColumnRules()
                        .any("id", "parent", "created_at", "expires_at", "last_used_at", "idempotency_key")
                        .as(
                                String.class,
                                label -> ColumnRules.require(NewToken.isLabel(label), NewToken.LABEL_RULE, label),
                                "label")
                        .oneOf(Role.class, "role")
                        .person("owner", "created_by")
                        .readable("a SHA-256", String.class, TokenHash::new, "hash"));
    }

    @Override
    public void brought() {
        known.forget();
        admin.run();
    }
}
