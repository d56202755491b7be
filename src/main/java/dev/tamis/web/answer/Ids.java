package dev.tamis.web.answer;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ids in paths. */
public final class Ids {

    private Ids() {}

    /** The id in a path, if it is one: who handles the request will say what is wrong with it. */
    public static Optional<UUID> in(Map<String, String> path) {
        try {
            return Optional.of(UUID.fromString(path.get("id")));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
