package dev.tamis.web.reading;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import dev.tamis.web.http.WorkingMemory;
import dev.tamis.web.problem.MalformedJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as maps in their order, lists, texts, numbers, true/false and null. Numbers are Long where they are written as such, else
 * BigDecimal, which loses no digit of 1e18 and can tell that it is whole. Unlike Jackson's own, it hears of a key that stands twice
 * with its path and reads on; Jackson can keep the last one silently or stop at the first.
 */
public final class PlainJson {

    /** Nothing here nests deeper than a few levels; each costs a frame of the stack. */
    private static final int DEEPEST = 100;

    /** Digits that any double can be told apart by, and to spare. */
    static final int LONGEST_NUMBER = 1000;

    /** Characters of a name. Every list of what is wrong repeats names, and every trial of an experiment. */
    static final int LONGEST_NAME = 200;

    /** What is too much is found here, with a path; the size of the whole body is bounded before. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** The values of a body: 100,000 trials have six each. The smallest are the largest for their length: {} takes 56 bytes. */
    private static final int MOST_VALUES = 1_000_000;

    /** Bytes of a value with its place in a list or map, and so many are taken at a time. */
    private static final int BYTES_OF_VALUE = 100;

    private static final int VALUES_AT_A_TIME = 1000;

    private final String text;
    private final Violations violations;
    private final JsonParser parser;
    private int values;

    private PlainJson(String text, Violations violations, JsonParser parser) {
        this.text = text;
        this.violations = violations;
        this.parser = parser;
    }

    /**
     * The value that a text holds.
     *
     * @param violations gets keys that stand twice, and texts that are none
     * @throws MalformedJson if it is no JSON
     */
    public static Object read(String text, Violations violations) {
        if (text.isBlank()) {
            throw MalformedJson.missing();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new PlainJson(text, violations, parser).read();
        }
    }

    private Object read() {
        try {
            Object value = value(next(), Path.TOP, 0);
            if (parser.nextToken() != null) {
                throw JsonFault.of(text);
            }
            return value;
        } catch (JacksonException malformed) {
            throw JsonFault.of(text);
        }
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw JsonFault.of(text);
        }
        return token;
    }

    private Object value(JsonToken token, Path path, int depth) {
        count();
        if (depth > DEEPEST) {
            throw MalformedJson.at(text, offset(), "it nests deeper than " + DEEPEST + " levels");
        }
        return switch (token) {
            case START_OBJECT -> object(path, depth);
            case START_ARRAY -> list(path, depth);
            case VALUE_STRING -> text(parser.getString(), path);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private void count() {
        if (values % VALUES_AT_A_TIME == 0) {
            WorkingMemory.takeForRequest(values == 0 ? BYTES_OF_VALUE : (long) VALUES_AT_A_TIME * BYTES_OF_VALUE);
        }
        if (++values > MOST_VALUES) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must have at most " + MOST_VALUES + " values (numbers, texts, lists, objects …), but has more");
        }
    }

    private Map<String, Object> object(Path path, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (key.length() > LONGEST_NAME) {
                throw new InvalidField(
                        path.toString(),
                        FieldCode.OUT_OF_RANGE,
                        "must have names of at most " + LONGEST_NAME + " characters, but one has " + key.length() + ": "
                                + Shown.of(key));
            }
            Path at = path.field(key);
            text(key, at);
            if (object.containsKey(key)) {
                violations.add(at.toString(), FieldCode.DUPLICATE, "stands twice in the same object");
            }
            object.put(key, value(next(), at, depth + 1));
        }
        return object;
    }

    private List<Object> list(Path path, int depth) {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            list.add(value(token, path.element(list.size()), depth + 1));
        }
        return list;
    }

    /** Halves of surrogate pairs can be written as escapes; no database and no UTF-8 can hold them. Nor does PostgreSQL hold NUL. */
    private String text(String text, Path path) {
        if (text.indexOf('\0') >= 0) {
            violations.addUnreadable(path.toString(), FieldCode.MALFORMED, RecordReader.NUL);
        }
        if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
            violations.addUnreadable(
                    path.toString(),
                    FieldCode.MALFORMED,
                    "holds half of a character (one \\ud800 to \\udfff without its other)");
        }
        return text;
    }

    private Object number(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            throw MalformedJson.at(text, offset(), "a number has more than " + LONGEST_NUMBER + " characters");
        }
        BigDecimal number = WrittenNumber.of(digits);
        boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && number.unscaledValue().bitLength() < Long.SIZE;
        return isLong && number.scale() == 0 ? (Object) number.longValueExact() : number;
    }

    /** Where the token begins. */
    private int offset() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }
}
