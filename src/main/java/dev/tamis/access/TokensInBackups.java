package dev.tamis.access;

import dev.tamis.backup.TableRules;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A backup has the tokens, of which it tells nothing that lets anybody in, but not the key that sessions are signed with. Where it is
 * brought to, its tokens stand in place of those that are there: the first admin has one from the start.
 */
@Component
class TokensInBackups implements TableRules {

    @Override
    public Set<String> ofNodes() {
        return Set.of("session_key");
    }

    @Override
    public Set<String> neverEmpty() {
        return Set.of("api_token");
    }
}
