package dev.tamis.web.reading;

import dev.tamis.space.Shown;
import dev.tamis.web.problem.MalformedJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the place where a text stops being JSON (RFC 8259), and says in our own words what is wrong there and what to write
 * instead. The parser's words would speak of its settings, which a client cannot change, and its place is often that of the token
 * before.
 */
final class JsonFault {

    private static final int LONGEST_QUOTE = 20;

    private static final String NO_NUMBER =
            "; write null for a value that is not there, such as that of a failed trial";

    /** What other languages write. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("nan", "there is no NaN" + NO_NUMBER),
            Map.entry("-nan", "there is no NaN" + NO_NUMBER),
            Map.entry("inf", "there is no infinity" + NO_NUMBER),
            Map.entry("-inf", "there is no infinity" + NO_NUMBER),
            Map.entry("+inf", "there is no infinity" + NO_NUMBER),
            Map.entry("infinity", "there is no infinity" + NO_NUMBER),
            Map.entry("-infinity", "there is no infinity" + NO_NUMBER),
            Map.entry("+infinity", "there is no infinity" + NO_NUMBER),
            Map.entry("true", "true is written in small letters"),
            Map.entry("false", "false is written in small letters"),
            Map.entry("null", "null is written in small letters"),
            Map.entry("none", "what is not there is written null"),
            Map.entry("nil", "what is not there is written null"),
            Map.entry("undefined", "what is not there is written null"));

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern LITERAL = Pattern.compile("true|false|null");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4})");
    private static final Pattern WORD = Pattern.compile("[-+.\\w$\\p{L}]+");

    /** What comes next. */
    private enum Next {
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COLON,
        COMMA_OR_END,
        NOTHING
    }

    private final String text;
    private final Deque<Character> open = new ArrayDeque<>();
    private Next next = Next.VALUE;
    private int at;

    private JsonFault(String text) {
        this.text = text;
    }

    /** What is wrong with a text that a parser has refused. */
    static MalformedJson of(String text) {
        return new JsonFault(text).found();
    }

    private MalformedJson found() {
        String why = null;
        while (why == null) {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            why = at == text.length() ? "it ends too early" : step(text.charAt(at));
        }
        return MalformedJson.at(text, at, why);
    }

    /** Goes over the next token; what is wrong with it, or null. */
    private String step(char c) {
        if (c == '/' || c == '#') {
            return "there are no comments";
        }
        return switch (next) {
            case VALUE, VALUE_OR_END -> value(c);
            case NAME, NAME_OR_END -> name(c);
            case COLON -> c == ':' ? went(Next.VALUE) : "a colon is missing before " + shown();
            case COMMA_OR_END ->
                c == ','
                        ? went(open.peek() == '{' ? Next.NAME : Next.VALUE)
                        : c == '}' || c == ']' ? close(c) : "a comma is missing before " + shown();
            case NOTHING -> "something follows the end of the object";
        };
    }

    private String value(char c) {
        if (c == '{' || c == '[') {
            open.push(c);
            return went(c == '{' ? Next.NAME_OR_END : Next.VALUE_OR_END);
        }
        if (c == '"') {
            return text(afterValue());
        }
        if (c == ']' && next == Next.VALUE_OR_END) {
            return close(c);
        }
        if (c == ',' || c == '}' || c == ']') {
            return "a value is missing before " + shown();
        }
        if (c == '\'') {
            return "texts stand in double quotes, not in single ones";
        }
        String word = word();
        if (NUMBER.matcher(word).matches() || LITERAL.matcher(word).matches()) {
            at += word.length();
            next = afterValue();
            return null;
        }
        if (FOREIGN.containsKey(word.toLowerCase(Locale.ROOT))) {
            return FOREIGN.get(word.toLowerCase(Locale.ROOT));
        }
        if (word.isEmpty()) {
            return "nothing can begin with " + shown();
        }
        return Shown.text(word, LONGEST_QUOTE)
                + ("+-.0123456789".indexOf(c) >= 0
                        ? " is no number; numbers are written like 16, 0.5, -2 or 1e-3"
                        : " must stand in double quotes, or be true, false, null or a number");
    }

    private String name(char c) {
        if (c == '"') {
            return text(Next.COLON);
        }
        if (c == '}') {
            return next == Next.NAME_OR_END ? close(c) : "a comma stands before }, but nothing follows it";
        }
        return c == '\'' || !word().isEmpty()
                ? "names stand in double quotes, but here is " + Shown.text(c == '\'' ? "'" : word(), LONGEST_QUOTE)
                : "a name in double quotes is missing before " + shown();
    }

    private String text(Next following) {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) < ' ') {
                at = i;
                return "a text holds the character " + shown() + ", which is written \\n, \\t or \\u and four digits";
            }
            if (text.charAt(i) == '\\') {
                Matcher escape = ESCAPE.matcher(text).region(i, text.length());
                if (!escape.lookingAt()) {
                    at = i;
                    return i + 1 == text.length()
                            ? "it ends too early"
                            : "in a text \\ goes before one of \" \\ / b f n r t, or before u and four hexadecimal digits";
                }
                i = escape.end();
            } else {
                i++;
            }
        }
        if (i >= text.length()) {
            return "a text has no closing quote";
        }
        at = i + 1;
        next = following;
        return null;
    }

    private String close(char c) {
        if (open.isEmpty() || open.peek() != (c == '}' ? '{' : '[')) {
            return c + " does not close what " + open.peek() + " has opened";
        }
        open.pop();
        return went(afterValue());
    }

    private String went(Next following) {
        at++;
        next = following;
        return null;
    }

    private Next afterValue() {
        return open.isEmpty() ? Next.NOTHING : Next.COMMA_OR_END;
    }

    private String word() {
        Matcher word = WORD.matcher(text).region(at, text.length());
        return word.lookingAt() ? word.group() : "";
    }

    private String shown() {
        return Shown.of(text.substring(at, text.offsetByCodePoints(at, 1)));
    }
}
