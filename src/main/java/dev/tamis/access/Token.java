package dev.tamis.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that clients share with the service. */
final class Token {

    /** Of letters and digits drawn at random, 95 bits: at a billion guesses a second, longer than the universe is old. */
    static final int SHORTEST = 16;

    private static final String MAC = "HmacSHA256";

    private static final String HASH = "SHA-256";

    private final byte[] text;

    /** @throws IllegalArgumentException if it is too short, or cannot be sent in a header; the message does not show it */
    Token(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "tamis.token must have at least " + SHORTEST + " characters, but has " + text.length());
        }
        if (!text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException(
                    "tamis.token must consist of visible ASCII characters, but has a blank or another one");
        }
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How long this takes tells nothing of the token, nor of its length: hashes are compared, to their last byte. */
    boolean is(String brought) {
        return MessageDigest.isEqual(hash(text), hash(brought.getBytes(StandardCharsets.UTF_8)));
    }

    /** What only who knows the token can compute of a text: its HMAC-SHA256 (RFC 2104). */
    byte[] sign(String message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(text, MAC));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + MAC, missing);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance(HASH).digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + HASH, missing);
        }
    }
}
