package dev.tamis.web.searchspace;

import dev.tamis.space.Condition;
import dev.tamis.space.FieldCode;
import dev.tamis.space.PlainForm;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads when the parameters of a space are there. What a condition says of a value that {@code model} fixes holds in every trial or in
 * none: it is left out, or refused.
 *
 * @param searched names of all parameters of the space
 * @param unread those whose domains were refused: nothing more is said of them
 */
record ConditionReader(Violations violations, Map<String, Object> fixed, Set<String> searched, Set<String> unread) {

    Map<String, Condition> read(Map<String, Object> space) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        space.forEach((name, plain) -> violations
                .collect("searchSpace." + name, () -> PlainForm.condition(plain))
                .flatMap(each -> each)
                .flatMap(condition -> open("searchSpace." + name + ".when.", condition))
                .ifPresent(condition -> conditions.put(name, condition)));
        return conditions;
    }

    /** What is left of it to be told when a trial is drawn. */
    private Optional<Condition> open(String path, Condition condition) {
        Map<String, List<Object>> open = new LinkedHashMap<>();
        condition.values().forEach((other, listed) -> {
            if (searched.contains(other) || !fixed.containsKey(other)) {
                if (!unread.contains(other)) {
                    open.put(other, listed);
                }
            } else if (!holds(other, listed)) {
                violations.add(
                        path + other,
                        FieldCode.CONFLICT,
                        "must list what model." + other + " is fixed to, " + Shown.of(fixed.get(other))
                                + ", or it holds in no trial, but got " + Shown.of(listed));
            }
        });
        return open.isEmpty() ? Optional.empty() : Optional.of(new Condition(open));
    }

    private boolean holds(String other, List<Object> listed) {
        Object value = fixed.get(other);
        return value != null && new Condition(Map.of(other, listed)).holds(Map.of(other, PlainForm.value(value)));
    }
}
