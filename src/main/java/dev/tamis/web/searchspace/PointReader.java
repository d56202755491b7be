package dev.tamis.web.searchspace;

import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Reads points that a client brings: a value for each searched name that is there and no other, as its domain writes it. */
public record PointReader(SearchSpace space) {

    /**
     * A point that may have been tried when ranges were others.
     *
     * @param violations of this point alone: hears what is wrong, below {@code parameters}, and then the point is none
     */
    public Parameters anywhere(Map<String, Object> given, Violations violations) {
        return read(given, "parameters.", Domain::ofKind, violations);
    }

    /** Points to be tried, within the ranges. @param violations hears what is wrong, below {@code points} */
    public List<Parameters> points(List<Map<String, Object>> given, Violations violations) {
        return IntStream.range(0, given.size())
                .mapToObj(index -> violations.collect("points[" + index + "]", () -> {
                    Violations own = new Violations();
                    Parameters point =
                            read(Optional.ofNullable(given.get(index)).orElse(Map.of()), "", PointReader::within, own);
                    own.throwIfAny();
                    return point;
                }))
                .flatMap(Optional::stream)
                .toList();
    }

    private Parameters read(
            Map<String, Object> given, String path, BiFunction<Domain, Object, Object> value, Violations violations) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.parentsFirst().forEach(name -> {
            Object plain = given.get(name);
            if (space.isThere(name, values)) {
                if (plain == null) {
                    violations.add(path + name, FieldCode.MISSING, "is missing");
                } else {
                    violations
                            .collect(path + name, () -> value.apply(space.domain(name), PlainForm.value(plain)))
                            .ifPresent(each -> values.put(name, each));
                }
            } else if (plain != null && violations.isEmpty()) {
                violations.add(
                        path + name,
                        FieldCode.CONFLICT,
                        "must be missing, for it is only there "
                                + space.condition(name).orElseThrow().shown());
            }
        });
        for (String name : given.keySet()) {
            if (!space.domains().containsKey(name)) {
                violations.add(
                        path + name,
                        FieldCode.UNKNOWN_FIELD,
                        "is not searched; there are "
                                + String.join(", ", space.domains().keySet()));
            }
        }
        return violations.isEmpty() ? space.point((name, domain) -> values.get(name)) : Parameters.NONE;
    }

    private static Object within(Domain domain, Object value) {
        Object own = domain.ofKind(value);
        if (!domain.contains(own)) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must lie in the range that is searched"
                            + (domain instanceof NumericDomain range
                                    ? ", >= " + range.lowest() + " and <= " + range.highest()
                                    : "")
                            + ", but got " + Shown.of(value));
        }
        return domain.cardinality().isPresent() ? domain.nth(domain.placeOf(own)) : own;
    }
}
