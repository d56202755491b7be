package dev.tamis.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * Texts of tokens: {@code tamis_}, 32 random bytes and their CRC-32, both in the URL-safe letters of base 64. By the beginning people,
 * and programs that look for what was published by mistake, know what it is; by the end a text that was cut off or mistyped is told
 * from a token that is no more, without a question to the database.
 */
final class TokenText {

    static final String PREFIX = "tamis_";

    /** Of letters and digits drawn at random, 95 bits: at a billion guesses a second, longer than the universe is old. */
    static final int SHORTEST = 16;

    private static final int BYTES = 32;

    private static final int LENGTH = PREFIX.length() + 43 + 6;

    private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

    private TokenText() {}

    /** @param random that nobody can foresee */
    static String random(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String begin = PREFIX + LETTERS.encodeToString(secret);
        return begin + check(begin);
    }

    /** Whether the service could have made it. */
    static boolean isWhole(String text) {
        return text.length() == LENGTH
                && text.startsWith(PREFIX)
                && text.endsWith(check(text.substring(0, LENGTH - 6)));
    }

    /**
     * Looks at one that somebody has thought of.
     *
     * @param key the setting that it stands in
     * @throws IllegalArgumentException if it is too short, or cannot be sent in a header; the message does not show it
     */
    static String checked(String key, String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    key + " must have at least " + SHORTEST + " characters, but has " + text.length());
        }
        if (!text.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException(
                    key + " must consist of visible ASCII characters, but has a blank or another one");
        }
        return text;
    }

    private static String check(String begin) {
        CRC32 sum = new CRC32();
        sum.update(begin.getBytes(StandardCharsets.UTF_8));
        return LETTERS.encodeToString(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
    }
}
