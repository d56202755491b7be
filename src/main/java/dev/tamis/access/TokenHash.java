package dev.tamis.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the service keeps of a token: the SHA-256 of its text. Tokens are looked up by it, so that no comparison takes longer the more
 * of a guess is right.
 *
 * @param hex 64 digits
 */
record TokenHash(String hex) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    TokenHash {
        if (!SHA256.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 must have 64 hexadecimal digits, but has " + hex.length() + " characters");
        }
    }

    static TokenHash of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }

    /** As sha256sum writes it, or in capital letters. */
    static TokenHash ofHex(String hex) {
        return new TokenHash(hex.strip().toLowerCase(Locale.ROOT));
    }

    /** Nothing of it: a short token could be guessed by its hash. */
    @Override
    public String toString() {
        return "TokenHash[***]";
    }
}
