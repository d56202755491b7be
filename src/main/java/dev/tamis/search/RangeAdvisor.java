package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Looks at finished trials and says, parameter by parameter, what range to search next, and why.
 *
 * @param settings every threshold
 */
public record RangeAdvisor(AdviceSettings settings) {

    /** An advisor with the default settings. */
    public RangeAdvisor() {
        this(AdviceSettings.DEFAULT);
    }

    /**
     * Suggests ranges.
     *
     * @param current the ranges of the latest round
     * @param grounds its trials, and those before
     * @param ranking what their values mean
     * @param legalRanges what a numeric parameter may be at all, by name; {@link LegalRange#ANY} where anything goes
     * @return one suggestion for each parameter, in the space's order
     */
    public RangeSuggestions suggest(
            SearchSpace current, Grounds grounds, Ranking ranking, Function<String, LegalRange> legalRanges) {
        Sample sample = new Sample(current, grounds.all().toList(), ranking);
        Optional<String> abstention = Abstention.reason(sample, grounds.drawnBlindly(), settings);
        Map<String, Advice> advice = new LinkedHashMap<>();
        if (abstention.isPresent()) {
            current.domains()
                    .forEach((name, domain) -> advice.put(name, new Advice(Verdict.KEEP, domain, 1, abstention.get())));
        } else {
            Function<String, Advice> judge = advice(sample, grounds, ranking, legalRanges);
            current.domains().keySet().forEach(name -> advice.put(name, judge.apply(name)));
        }
        Importance importance = abstention
                .map(reason -> Importance.none(sample, reason))
                .orElseGet(() -> Importance.of(sample, advice, settings));
        List<RangeSuggestion> suggestions = new ArrayList<>();
        advice.forEach((name, each) -> suggestions.add(new RangeSuggestion(
                name,
                each.verdict(),
                current.domain(name),
                each.suggested(),
                each.nextRound(),
                evidence(name, each, sample, importance),
                each.reason())));
        return new RangeSuggestions(suggestions, importance);
    }

    /** The advice on a parameter of a name. */
    private Function<String, Advice> advice(
            Sample sample, Grounds grounds, Ranking ranking, Function<String, LegalRange> legalRanges) {
        SearchSpace space = sample.space();
        Map<String, Finding> findings = new Findings(sample, settings).byParameter(grounds, ranking);
        List<ScoredTrial> failed =
                grounds.all().filter(trial -> trial.value().isEmpty()).toList();
        return name -> {
            if (space.domain(name) instanceof CategoricalDomain choices) {
                return CategoricalAdvice.of(choices, sample.choices(name), sample, settings)
                        .advice(settings);
            }
            NumericDomain domain = (NumericDomain) space.domain(name);
            Failures failures = Failures.of(name, domain, sample, failed, settings);
            return new NumericAdvice(
                            domain,
                            legalRanges.apply(name),
                            Objects.requireNonNull(findings.get(name), name),
                            failures,
                            settings)
                    .advice(sample, sample.positions(name));
        };
    }

    private static Evidence evidence(String name, Advice advice, Sample sample, Importance importance) {
        boolean any = sample.completed() > 0;
        return new Evidence(
                advice.pValue(),
                advice.group(),
                importance.of(name),
                any ? OptionalDouble.of(sample.positions(name)[0]) : OptionalDouble.empty(),
                sample.size(),
                any ? sample.standardError(0) : 0);
    }
}
