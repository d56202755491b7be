package dev.tamis.space;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent, as messages show it: texts in quotes, so that they can be told from numbers, and short; characters that
 * cannot be seen, or that move a cursor, by their numbers.
 */
public final class Shown {

    private static final int LONGEST = 100;

    private static final int MOST_ELEMENTS = 10;

    /** Letters and symbols by Unicode's categories, which look like nothing: Hangul fillers and the Braille blank. */
    private static final String BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800";

    private Shown() {}

    /** A text, number, true/false, null, or a list or map of these. */
    public static String of(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return text(text.toString(), LONGEST);
        }
        if (value instanceof List<?> list) {
            String elements = list.stream().limit(MOST_ELEMENTS).map(Shown::of).collect(Collectors.joining(", "));
            return "[" + elements + (list.size() > MOST_ELEMENTS ? ", …]" : "]");
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "{}" : "an object";
        }
        return String.valueOf(value);
    }

    /**
     * A text in quotes.
     *
     * @param longest how many characters of it are shown
     */
    public static String text(String text, int longest) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(longest).forEach(each -> {
            if (each == '"' || each == '\\') {
                shown.append('\\');
            }
            append(shown, each);
        });
        return shown.append(text.codePointCount(0, text.length()) > longest ? " …\"" : "\"")
                .toString();
    }

    /** A name without quotes, such as a path made of a client's own names. */
    public static String name(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().forEach(each -> append(shown, each));
        return shown.toString();
    }

    /** Whether a character leaves nothing to see; a blank does, too. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> BLANK_LETTERS.indexOf(codePoint) >= 0;
        };
    }

    /**
     * Whether a text does not stay where it stands: it has control characters, lines of its own, or turns the direction of writing for
     * what follows it (Unicode's embeddings, overrides and isolates, UAX 9, section 2), so that a name reads as another one. Marks of
     * direction (U+200E, U+200F, U+061C), which Hebrew and Arabic need, turn nothing else.
     */
    public static boolean holdsControls(String text) {
        return text.codePoints().anyMatch(Shown::isControl);
    }

    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint >= 0x2028 && codePoint <= 0x202e
                || codePoint >= 0x2066 && codePoint <= 0x2069;
    }

    /** How many bytes there are, in a unit that people read; below a megabyte rounded up. */
    public static String bytes(long count) {
        if (count < 1_000_000) {
            return (count + 999) / 1000 + " KB";
        }
        return count < 1e9 ? Math.round(count / 1e6) + " MB" : String.format(Locale.ROOT, "%.1f GB", count / 1e9);
    }

    /** How many of something there are, in words. @param one it in the singular, whose plural has an s behind it */
    public static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (codePoint == ' ' || !isInvisible(codePoint)) {
            shown.appendCodePoint(codePoint);
            return;
        }
        for (char each : Character.toChars(codePoint)) {
            shown.append(String.format("\\u%04x", (int) each));
        }
    }
}
