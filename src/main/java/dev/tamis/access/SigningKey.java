package dev.tamis.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that all nodes on one database share. */
final class SigningKey {

    static final int BYTES = 32;

    private static final String MAC = "HmacSHA256";

    private final byte[] secret;

    SigningKey(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException(
                    "a key must have at least " + BYTES + " bytes, but has " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** What only who knows the key can compute of a text: its HMAC-SHA256 (RFC 2104), in URL-safe letters. */
    String sign(String message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(message));
    }

    /** A short name for a text, which tells nothing of it. */
    String name(String message) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac(message), 12));
    }

    private byte[] mac(String message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + MAC, missing);
        }
    }
}
