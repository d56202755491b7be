package dev.tamis.access;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code session_key}. */
final class StoredKey {

    private final JdbcClient jdbc;
    private final RandomGenerator random;

    /** @param random that nobody can foresee */
    StoredKey(JdbcClient jdbc, RandomGenerator random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /** The key of all nodes; the first one makes it. */
    SigningKey key() {
        return found().orElseGet(this::made);
    }

    private Optional<SigningKey> found() {
        return jdbc.sql("select secret from session_key where id = 1")
                .query((row, number) -> new SigningKey(row.getBytes("secret")))
                .optional();
    }

    private SigningKey made() {
        byte[] secret = new byte[SigningKey.BYTES];
        random.nextBytes(secret);
        try {
            jdbc.sql("insert into session_key (id, secret) values (1, ?)")
                    .param(secret)
                    .update();
            return new SigningKey(secret);
        } catch (DuplicateKeyException another) {
            return found().orElseThrow(() -> another);
        }
    }
}
