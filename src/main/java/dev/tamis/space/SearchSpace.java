package dev.tamis.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Named domains, in the order in which the client gave them.
 *
 * @param domains at least one, by hyperparameter name
 */
public record SearchSpace(Map<String, Domain> domains) {

    public SearchSpace {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        if (domains.isEmpty()) {
            throw new InvalidField(
                    "", FieldCode.OUT_OF_RANGE, "must name at least one hyperparameter to search, but it is empty");
        }
        domains.forEach((name, domain) -> {
            if (name == null || name.isBlank()) {
                throw new InvalidField(
                        "", FieldCode.MALFORMED, "must give every hyperparameter a name, but got " + Shown.of(name));
            }
            if (domain == null) {
                throw new InvalidField(name, FieldCode.MISSING, "must have a domain, but got null");
            }
        });
    }

    /** @throws NullPointerException if it searches no hyperparameter of that name */
    public Domain domain(String name) {
        return Objects.requireNonNull(domains.get(name), name);
    }

    /** Whether every domain holds the point's value of its name. */
    public boolean contains(Parameters point) {
        // Hundreds of thousands of points ask at a time: no stream.
        for (Map.Entry<String, Domain> each : domains.entrySet()) {
            if (!each.getValue().contains(point.values().get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
