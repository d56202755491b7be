package dev.tamis.web;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON as maps in their order, lists, texts, numbers, true/false and null. Unlike Jackson's own, it hears of a key that
 * stands twice with its path and reads on; Jackson can keep the last one silently or stop at the first.
 */
record PlainJson(JsonParser parser, Violations violations) {

    /** The value that the parser stands at. The parser bounds the depth. */
    Object read() {
        return value(parser.currentToken(), "");
    }

    private Object value(JsonToken token, String path) {
        return switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> list(path);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, Object> object(String path) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String at = RecordReader.at(path, key);
            if (object.containsKey(key)) {
                violations.add(at, FieldCode.DUPLICATE, "stands twice in the same object");
            }
            object.put(key, value(parser.nextToken(), at));
        }
        return object;
    }

    private List<Object> list(String path) {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(token, path + "[" + list.size() + "]"));
        }
        return list;
    }
}
