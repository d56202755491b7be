package dev.tamis.web.searchspace;

import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.Tunable;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.SpaceSize;
import dev.tamis.space.Violations;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is searched and what is fixed, and finds everything that is wrong with both in one go.
 *
 * @param trainer who says what is legal
 */
public record SpaceReader(Violations violations, Trainable trainer) {

    /** For the usual trainer. */
    public SpaceReader(Violations violations) {
        this(violations, Trainables.ALL.usual());
    }

    /** A space whose every point is legal when all else is at its default. */
    public Optional<SearchSpace> searchSpace(Map<String, Object> plain) {
        return model(Map.of(), plain).map(ModelSpace::searched);
    }

    /** Fixed values and a space from plain form. */
    public Optional<ModelSpace> model(Map<String, Object> fixed, Map<String, Object> searched) {
        if (violations.collect("searchSpace", () -> checked(searched)).isEmpty()) {
            checkAlone(fixed);
            return Optional.empty();
        }
        Map<String, Domain> domains = new LinkedHashMap<>();
        Set<String> unread = new HashSet<>();
        searched.forEach((name, plain) -> domains.put(
                name,
                violations
                        .collect("searchSpace." + name, () -> PlainForm.domain(plain))
                        .orElseGet(() -> {
                            unread.add(name);
                            return standIn(name);
                        })));
        ConditionReader conditions = new ConditionReader(violations, fixed, domains.keySet(), unread);
        return violations
                .collect("searchSpace", () -> new SearchSpace(domains, conditions.read(searched)))
                .flatMap(space -> model(fixed, space));
    }

    /** Fixed values from plain form, and a space that has been read already. */
    public Optional<ModelSpace> model(Map<String, Object> fixed, SearchSpace searched) {
        Map<String, Object> values = new LinkedHashMap<>();
        fixed.forEach((name, plain) -> violations
                .collect("model", () -> new Parameters(Collections.singletonMap(name, plain)))
                .ifPresent(value -> values.putAll(value.values())));
        return violations.collect("", () -> ModelSpace.of(trainer, new Parameters(values), searched));
    }

    /** Finds what is wrong with fixed values where there is no space to read with them. */
    public void checkAlone(Map<String, Object> fixed) {
        trainer.tunables().stream()
                .map(Tunable::key)
                .filter(name -> !fixed.containsKey(name))
                .findFirst()
                .ifPresent(free -> model(fixed, new SearchSpace(Map.of(free, standIn(free)))));
    }

    private static Map<String, Object> checked(Map<String, Object> searched) {
        SpaceSize.check(searched);
        return searched;
    }

    /** In place of a domain that was refused: it is legal itself, so that only its name is looked at from here on. */
    private Domain standIn(String name) {
        Object legal = trainer.tunable(name).map(Tunable::usual).orElse("");
        return new CategoricalDomain(List.of(legal));
    }
}
