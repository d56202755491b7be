package dev.tamis.web;

import dev.tamis.search.Direction;
import dev.tamis.search.Noise;
import dev.tamis.search.Objective;
import dev.tamis.search.ScoredTrial;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads trials that were run elsewhere. Names need not be ours: any trainer in any language may have run them. */
record BroughtTrialsReader(BroughtTrialsRequest request, Violations violations) {

    private static final int MOST_TRIALS = 100_000;

    Optional<SearchSpace> space() {
        return Optional.ofNullable(request.searchSpace())
                .flatMap(plain -> violations.collect("searchSpace", () -> PlainForm.searchSpace(plain)));
    }

    List<ScoredTrial> trials(SearchSpace space) {
        List<BroughtTrialsRequest.BroughtTrial> brought = request.trials() == null ? List.of() : request.trials();
        if (brought.size() > MOST_TRIALS) {
            violations.add(
                    "trials", FieldCode.OUT_OF_RANGE, "must be at most " + MOST_TRIALS + ", but are " + brought.size());
            return List.of();
        }
        return IntStream.range(0, brought.size())
                .filter(index ->
                        brought.get(index) != null && brought.get(index).parameters() != null)
                .mapToObj(index -> violations.collect("trials[" + index + "]", () -> trial(brought.get(index), space)))
                .flatMap(Optional::stream)
                .toList();
    }

    Objective objective() {
        Direction direction = Optional.ofNullable(request.direction()).orElse(Direction.MAXIMIZE);
        Noise noise = Optional.ofNullable(request.validationSize())
                .<Noise>flatMap(size -> violations.collect("", () -> new Noise.Accuracy(size)))
                .orElseGet(Noise.None::new);
        return new Objective(direction, noise);
    }

    private static ScoredTrial trial(BroughtTrialsRequest.BroughtTrial brought, SearchSpace space) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.domains().keySet().forEach(name -> {
            if (brought.parameters().get(name) == null) {
                throw new InvalidField("parameters." + name, FieldCode.MISSING, "is missing");
            }
            values.put(name, PlainForm.value(brought.parameters().get(name)));
        });
        Parameters point = new Parameters(values);
        if (brought.value() == null) {
            return ScoredTrial.failed(point);
        }
        if (!(brought.value() instanceof Number value)) {
            throw new InvalidField(
                    "value",
                    FieldCode.WRONG_TYPE,
                    "must be a number, or null for a failed trial, but got " + Shown.of(brought.value()));
        }
        return ScoredTrial.of(point, value.doubleValue());
    }
}
