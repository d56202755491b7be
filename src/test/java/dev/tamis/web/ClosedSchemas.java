package dev.tamis.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of a document made strict: no object has a field that its schema does not name. The document itself leaves
 * answers open, so that clients bear with fields that later versions add.
 *
 * <p>A schema with a discriminator becomes the choice among the schemas that extend it:
 *
 * <pre>
 * Domain: {type, discriminator}             Domain:     oneOf FloatDomain, IntDomain, …
 * FloatDomain: allOf Domain, {low, …}   ->  DomainBase: {type}
 *                                           FloatDomain: allOf DomainBase, {low, …}, type float; nothing else
 * </pre>
 */
final class ClosedSchemas {

    private ClosedSchemas() {}

    static ObjectNode of(ObjectNode document) {
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        for (String name : List.copyOf(schemas.propertyNames())) {
            if (schemas.get(name).has("discriminator") && !schemas.get(name).has("oneOf")) {
                split(schemas, name);
            }
        }
        schemas.properties().forEach(each -> {
            if (!each.getKey().endsWith("Base")) {
                close(each.getValue());
            }
        });
        close(document.get("paths"));
        return document;
    }

    private static void split(ObjectNode schemas, String name) {
        ObjectNode base = (ObjectNode) schemas.get(name);
        JsonNode discriminator = base.remove("discriminator");
        schemas.set(name + "Base", base);
        ObjectNode choice = schemas.putObject(name);
        var alternatives = choice.putArray("oneOf");
        String property = discriminator.get("propertyName").asString();
        for (Map.Entry<String, JsonNode> kind : discriminator.get("mapping").properties()) {
            alternatives.addObject().put("$ref", kind.getValue().asString());
            ObjectNode extending =
                    (ObjectNode) schemas.get(kind.getValue().asString().replaceAll(".*/", ""));
            extending.putObject("properties").putObject(property).put("const", kind.getKey());
            for (JsonNode part : extending.get("allOf")) {
                if (part.path("$ref").asString("").endsWith("/" + name)) {
                    ((ObjectNode) part).put("$ref", part.get("$ref").asString() + "Base");
                }
            }
        }
    }

    private static void close(JsonNode node) {
        List<Map.Entry<String, JsonNode>> inside = new ArrayList<>(node.properties());
        if (node instanceof ObjectNode schema && schema.has("allOf")) {
            schema.put("unevaluatedProperties", false);
            schema.remove("discriminator");
            return;
        }
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        inside.forEach(each -> close(each.getValue()));
        if (node.isArray()) {
            node.forEach(ClosedSchemas::close);
        }
    }
}
