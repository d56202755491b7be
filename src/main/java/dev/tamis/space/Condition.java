package dev.tamis.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a parameter is there: in those trials in which each of some others is there and has one of the values that are listed for it.
 *
 * @param values what each of the others must have one of, by its name, in the client's order; at least one other, at least one value, all
 *     different
 */
public record Condition(Map<String, List<Object>> values) {

    public Condition {
        if (values.isEmpty()) {
            throw new InvalidField(
                    "", FieldCode.OUT_OF_RANGE, "must name at least one other hyperparameter, but it is empty");
        }
        Map<String, List<Object>> checked = new LinkedHashMap<>();
        Violations violations = new Violations();
        values.forEach((name, listed) ->
                violations.collect("", () -> Choices.of(name, listed)).ifPresent(each -> checked.put(name, each)));
        violations.throwIfAny();
        values = Collections.unmodifiableMap(checked);
    }

    /** Whether it holds where other parameters have these values. What is not there has none. */
    public boolean holds(Map<String, Object> others) {
        for (Map.Entry<String, List<Object>> each : values.entrySet()) {
            if (!allows(each.getKey(), others.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether another parameter may have this value where it holds. */
    public boolean allows(String other, @Nullable Object value) {
        return values.get(other) instanceof Choices listed && listed.place(value) >= 0;
    }

    /** What is left of it where others have these ranges; empty if it holds nowhere any more. Whole numbers stay listed. */
    Optional<Condition> within(Map<String, Domain> ranges) {
        Map<String, List<Object>> left = new LinkedHashMap<>();
        values.forEach((other, listed) -> {
            Domain range = ranges.get(other);
            left.put(
                    other,
                    range instanceof IntDomain
                            ? listed
                            : listed.stream()
                                    .filter(value -> range != null && range.contains(value))
                                    .toList());
        });
        return left.values().stream().anyMatch(List::isEmpty) ? Optional.empty() : Optional.of(new Condition(left));
    }

    /** In words that follow "is there". */
    public String shown() {
        return values.entrySet().stream()
                .map(each -> "where " + Shown.name(each.getKey()) + " is "
                        + (each.getValue().size() == 1
                                ? Shown.of(each.getValue().get(0))
                                : "one of " + Shown.of(each.getValue())))
                .collect(Collectors.joining(" and "));
    }
}
