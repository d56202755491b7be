package dev.tamis.web.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values after schemas of an OpenAPI document: legal ones, those at the edge of what is legal, wrong ones, and huge ones. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0.0",
            "-1",
            "1",
            "0.5",
            "1e-46",
            "1e-400",
            "1e39",
            "1e308",
            "1e400",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e18",
            "1e19",
            "0.30000000000000004",
            "10.00000000000000000001",
            "16.5",
            "1e999999999",
            "-1e308",
            "4294967296",
            "100000",
            "10001");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "\u00a0",
            "\ud83d\ude00",
            "e\u0301",
            "\u202e",
            "null",
            "NaN",
            "1e-4",
            "../../etc/passwd",
            "%00",
            "%zz",
            "<script>alert(1)</script>",
            "'; drop table experiment; --",
            "${jndi:ldap://x}",
            "line\r\nSet-Cookie: a=b",
            "\u001b[31m",
            "2026-02-30T25:00:00Z",
            "true",
            "0x10",
            "\\",
            "\"",
            "\ufeff",
            "\ufffe");

    private final JsonNode document;
    private final Random random;
    private final Known known;

    /** What exists on the service at the moment. */
    interface Known {

        /** @param path of the document, in which it is to stand, or empty for anywhere else
         *  @param expendable to be deleted */
        String id(String path, boolean expendable);

        String dataset(boolean expendable);

        /** ETag of the last answer from an address with its query. */
        Optional<String> tag(String address);
    }

    Values(JsonNode document, Random random, Known known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** A value that the schema allows, more or less: rules between fields are in no schema. */
    JsonNode legal(JsonNode schema) {
        return legal(schema, 0);
    }

    private JsonNode legal(JsonNode unresolved, int depth) {
        JsonNode schema = resolved(unresolved);
        if (schema.has("oneOf") || schema.has("anyOf")) {
            return legal(any(schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf")), depth);
        }
        if (schema.has("enum")) {
            return any(schema.get("enum"));
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("example") && schema.get("example").isValueNode() && random.nextBoolean()) {
            return schema.get("example");
        }
        return switch (type(schema)) {
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" -> JSON.numberNode(schema.path("minimum").asDouble(0) + random.nextDouble());
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default ->
                JSON.stringNode("uuid".equals(schema.path("format").asString("")) ? known.id("", false) : word(schema));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asString();
        }
        return schema.has("properties") || schema.has("allOf") ? "object" : type.asString("string");
    }

    private long whole(JsonNode schema) {
        long low = schema.path("minimum").asLong(0);
        return low + random.nextInt((int) Math.min(50, schema.path("maximum").asLong(1_000) - low + 1));
    }

    private String word(JsonNode schema) {
        return schema.has("pattern")
                ? "w" + random.nextInt(1_000)
                : TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(10);
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int length = depth > DEEPEST ? 0 : schema.path("minItems").asInt(0) + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            array.add(legal(schema.path("items"), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("allOf").forEach(part -> {
            if (legal(part, depth + 1) instanceof ObjectNode inherited) {
                object.setAll(inherited);
            }
        });
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            if (required.contains(each.getKey()) || (depth <= DEEPEST && random.nextInt(4) == 0)) {
                object.set(each.getKey(), legal(each.getValue(), depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set("x" + random.nextInt(3), legal(schema.get("additionalProperties"), depth + 1));
        }
        return object;
    }

    /** The edge of a schema's leaf, or beyond it. */
    JsonNode edge(JsonNode unresolved) {
        JsonNode schema = resolved(unresolved);
        List<JsonNode> edges = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
            if (schema.path(bound).isNumber()) {
                BigDecimal at = schema.get(bound).decimalValue();
                edges.add(JSON.numberNode(at));
                edges.add(JSON.numberNode(at.add(BigDecimal.ONE)));
                edges.add(JSON.numberNode(at.subtract(BigDecimal.ONE)));
            }
        }
        if (schema.has("maxLength")) {
            edges.add(JSON.stringNode("x".repeat(schema.get("maxLength").asInt())));
            edges.add(JSON.stringNode("x".repeat(schema.get("maxLength").asInt() + 1)));
        }
        edges.add(number());
        edges.add(text());
        return edges.get(random.nextInt(edges.size()));
    }

    JsonNode number() {
        return JSON.numberNode(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
    }

    JsonNode text() {
        return JSON.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    /** A value of whatever kind. */
    JsonNode wrong() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> number();
            case 3 -> JSON.arrayNode();
            case 4 -> JSON.objectNode();
            case 5 -> JSON.arrayNode().add(JSON.nullNode());
            case 6 -> JSON.objectNode().set("", JSON.objectNode());
            default -> text();
        };
    }

    /** Something that is large in one way, in place of a value. */
    JsonNode huge(JsonNode instead) {
        return switch (random.nextInt(7)) {
            case 0 -> JSON.stringNode("x".repeat(1 + random.nextInt(random.nextInt(8) == 0 ? 1_500_000 : 300_000)));
            case 1 -> copies(instead, 1 + random.nextInt(20_000));
            case 2 -> fields(instead, 1 + random.nextInt(5_000), "k");
            case 3 -> fields(instead, 20, "k".repeat(20_000));
            case 4 -> nested(1 + random.nextInt(3_000));
            case 5 -> JSON.numberNode(new BigInteger("9".repeat(1 + random.nextInt(100_000))));
            default -> JSON.numberNode(2_147_483_647);
        };
    }

    private static ArrayNode copies(JsonNode of, int count) {
        ArrayNode all = JSON.arrayNode();
        boolean small = of.toString().length() < 30;
        for (int i = 0; i < count; i++) {
            all.add(small ? of : JSON.numberNode(i));
        }
        return all;
    }

    private static ObjectNode fields(JsonNode each, int count, String prefix) {
        ObjectNode all = JSON.objectNode();
        boolean small = each.toString().length() < 100;
        for (int i = 0; i < count; i++) {
            all.set(prefix + i, small ? each : JSON.nullNode());
        }
        return all;
    }

    private static JsonNode nested(int depth) {
        JsonNode inner = JSON.numberNode(1);
        for (int i = 0; i < depth; i++) {
            inner = i % 2 == 0 ? JSON.arrayNode().add(inner) : JSON.objectNode().set("a", inner);
        }
        return inner;
    }

    private JsonNode any(JsonNode list) {
        return list.get(random.nextInt(list.size()));
    }
}
