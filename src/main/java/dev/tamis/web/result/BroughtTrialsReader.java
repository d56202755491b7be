package dev.tamis.web.result;

import dev.tamis.experiment.Trainables;
import dev.tamis.search.Direction;
import dev.tamis.search.LegalRange;
import dev.tamis.search.Noise;
import dev.tamis.search.Ranking;
import dev.tamis.search.ScoredTrial;
import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.SpaceSize;
import dev.tamis.space.Violations;
import dev.tamis.web.searchspace.PointReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads trials that were run elsewhere. Names need not be ours: any trainer in any language may have run them. */
record BroughtTrialsReader(BroughtTrialsRequest request, Violations violations) {

    private static final int MOST_TRIALS = 100_000;

    /** Trials times hyperparameters: what suggestions take is proportional to it, 4 microseconds each. */
    private static final int MOST_VALUES = 200_000;

    Optional<SearchSpace> space() {
        return Optional.ofNullable(request.searchSpace())
                .flatMap(plain -> violations.collect("searchSpace", () -> {
                    SpaceSize.check(plain);
                    return PlainForm.searchSpace(plain);
                }));
    }

    List<ScoredTrial> trials(SearchSpace space) {
        List<BroughtTrialsRequest.BroughtTrial> brought = request.trials() == null ? List.of() : request.trials();
        if (brought.size() > MOST_TRIALS) {
            violations.add(
                    "trials", FieldCode.OUT_OF_RANGE, "must be at most " + MOST_TRIALS + ", but are " + brought.size());
            return List.of();
        }
        long values = (long) brought.size() * space.domains().size();
        if (values > MOST_VALUES) {
            violations.add(
                    "trials",
                    FieldCode.OUT_OF_RANGE,
                    "must have at most " + MOST_VALUES + " values, but " + brought.size() + " trials of "
                            + space.domains().size() + " hyperparameters have " + values
                            + "; bring the latest, or the hyperparameters that are in question");
            return List.of();
        }
        return IntStream.range(0, brought.size())
                // What is missing was refused when the trials were read.
                .filter(index ->
                        brought.get(index) != null && brought.get(index).parameters() != null)
                .mapToObj(index -> violations.collect("trials[" + index + "]", () -> trial(brought.get(index), space)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What each number may be: within the bounds of a hyperparameter of ours and within those that the client gave. */
    Function<String, LegalRange> legalRanges(SearchSpace space) {
        Map<String, LegalRange> ranges = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> {
            LegalRange own = Trainables.ALL.usual().legalRange(name);
            boolean startsAtZero = domain instanceof NumericDomain number && number.lowest() >= 0;
            ranges.put(name, own.equals(LegalRange.ANY) && startsAtZero ? LegalRange.closed(0, Double.MAX_VALUE) : own);
        });
        Optional.ofNullable(request.legal())
                .orElse(Map.of())
                .forEach((name, bounds) -> violations.collect("legal." + name, () -> {
                    LegalRange given = given(space.domains().get(name), bounds);
                    return ranges.put(name, given.and(Trainables.ALL.usual().legalRange(name)));
                }));
        return ranges::get;
    }

    private static LegalRange given(Domain domain, BroughtTrialsRequest.LegalBounds bounds) {
        if (!(domain instanceof NumericDomain number)) {
            throw new InvalidField("", FieldCode.UNKNOWN_FIELD, "must name a number that is searched");
        }
        double low = bounds == null || bounds.low() == null ? -Double.MAX_VALUE : bounds.low();
        double high = bounds == null || bounds.high() == null ? Double.MAX_VALUE : bounds.high();
        if (low > number.lowest() || high < number.highest()) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must hold the range that was searched, " + number.lowest() + " to " + number.highest()
                            + ", but got " + shown("low", bounds.low()) + " and " + shown("high", bounds.high()));
        }
        return LegalRange.closed(low, high);
    }

    private static String shown(String name, Double bound) {
        return bound == null ? "no " + name : name + "=" + bound;
    }

    Ranking ranking() {
        Direction direction = Optional.ofNullable(request.direction()).orElse(Direction.MAXIMIZE);
        Noise noise = Optional.ofNullable(request.validationSize())
                .<Noise>flatMap(size -> violations.collect("", () -> new Noise.Accuracy(size)))
                .orElseGet(Noise.None::new);
        return new Ranking(direction, noise);
    }

    private ScoredTrial trial(BroughtTrialsRequest.BroughtTrial brought, SearchSpace space) {
        Violations own = new Violations();
        Parameters point = new PointReader(space).anywhere(brought.parameters(), own);
        Optional<Double> value = own.collect("value", () -> value(brought.value()));
        own.throwIfAny();
        return brought.value() == null ? ScoredTrial.failed(point) : ScoredTrial.of(point, value.orElseThrow());
    }

    /** The value of a trial; anything where it has none, because it failed. */
    private double value(Object given) {
        if (given == null) {
            return 0;
        }
        if (!(given instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new InvalidField(
                    "",
                    FieldCode.WRONG_TYPE,
                    "must be a finite number, or null for a failed trial, but got " + Shown.of(given));
        }
        double value = number.doubleValue();
        if (request.validationSize() != null && request.validationSize() > 0 && !(value >= 0 && value <= 1)) {
            throw new InvalidField(
                    "", FieldCode.OUT_OF_RANGE, "must be >= 0 and <= 1, a share of validationSize, but got " + value);
        }
        return value;
    }
}
