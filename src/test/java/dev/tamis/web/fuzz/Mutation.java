package dev.tamis.web.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes one place of a JSON value. */
final class Mutation {

    private Mutation() {}

    /** A place in a container, by name or by index. */
    private record Place(JsonNode container, String name, int index) {

        JsonNode value() {
            return container instanceof ObjectNode object ? object.get(name) : container.get(index);
        }

        void set(JsonNode value) {
            if (container instanceof ObjectNode object) {
                object.set(name, value);
            } else if (container instanceof ArrayNode array) {
                array.set(index, value);
            }
        }

        void remove() {
            if (container instanceof ObjectNode object) {
                object.remove(name);
            } else if (container instanceof ArrayNode array) {
                array.remove(index);
            }
        }
    }

    /** The value with one of its places, or itself, replaced. */
    static JsonNode replaced(JsonNode value, Random random, UnaryOperator<JsonNode> replacement) {
        List<Place> places = places(value);
        if (places.isEmpty() || random.nextInt(20) == 0) {
            return replacement.apply(value);
        }
        Place place = places.get(random.nextInt(places.size()));
        place.set(replacement.apply(place.value()));
        return value;
    }

    /** The value with one of its places gone. */
    static JsonNode without(JsonNode value, Random random) {
        List<Place> places = places(value);
        if (!places.isEmpty()) {
            places.get(random.nextInt(places.size())).remove();
        }
        return value;
    }

    /** The value with a field that nobody asked for somewhere in it. */
    static JsonNode withAStranger(JsonNode value, Random random, JsonNode stranger) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(value, objects);
        if (!objects.isEmpty()) {
            objects.get(random.nextInt(objects.size())).set("stranger", stranger);
        }
        return value;
    }

    private static void collect(JsonNode value, List<ObjectNode> objects) {
        if (value instanceof ObjectNode object) {
            objects.add(object);
        }
        value.forEach(child -> collect(child, objects));
    }

    private static List<Place> places(JsonNode value) {
        List<Place> places = new ArrayList<>();
        places(value, places);
        return places;
    }

    private static void places(JsonNode value, List<Place> places) {
        if (value instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> places.add(new Place(object, name, -1)));
        }
        for (int i = 0; value instanceof ArrayNode && i < value.size(); i++) {
            places.add(new Place(value, "", i));
        }
        value.forEach(child -> places(child, places));
    }
}
