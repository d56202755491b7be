package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     * @param history its trials and those before
     * @param objective what their values mean
     * @param legalRanges what a numeric parameter may be at all, by name; {@link LegalRange#ANY} where anything goes
     * @return one suggestion for each parameter, in the space's order
     */
    public RangeSuggestions suggest(
            SearchSpace current, History history, Objective objective, Function<String, LegalRange> legalRanges) {
        Sample sample = new Sample(current, history.all().toList(), objective);
        Map<String, Double> importance = sample.completed() < settings.minTrials() ? Map.of() : Importance.of(sample);
        Function<String, Advice> advice = advice(sample, history, objective, legalRanges);
        List<RangeSuggestion> suggestions = new ArrayList<>();
        current.domains().forEach((name, domain) -> {
            Advice each = advice.apply(name);
            suggestions.add(new RangeSuggestion(
                    name,
                    each.verdict(),
                    domain,
                    each.suggested(),
                    evidence(name, each.pValue(), sample, importance),
                    each.reason()));
        });
        return new RangeSuggestions(suggestions);
    }

    /** The advice on a parameter of a name. */
    private Function<String, Advice> advice(
            Sample sample, History history, Objective objective, Function<String, LegalRange> legalRanges) {
        Map<String, Domain> domains = sample.space().domains();
        Optional<String> abstention = abstention(sample, objective);
        if (abstention.isPresent()) {
            return name -> new Advice(Verdict.KEEP, domains.get(name), 1, abstention.get());
        }
        Map<String, Finding> findings = new Findings(sample, settings).byParameter(history, objective);
        return name -> {
            if (domains.get(name) instanceof CategoricalDomain choices) {
                return CategoricalAdvice.of(choices, sample.choices(name), sample, settings)
                        .advice();
            }
            NumericDomain domain = (NumericDomain) domains.get(name);
            Failures failures = Failures.of(name, domain, sample, history, settings);
            return new NumericAdvice(domain, legalRanges.apply(name), findings.get(name), failures, settings)
                    .advice(sample, sample.positions(name));
        };
    }

    /** Why nothing can be said, if nothing can. */
    private Optional<String> abstention(Sample sample, Objective objective) {
        if (sample.size() < settings.minTrials()) {
            return Optional.of(Reason.tooFew(sample.size(), settings.minTrials()));
        }
        if (sample.completed() < settings.top().leaders()) {
            return Optional.of(Reason.fewCompleted(sample.completed(), sample.size()));
        }
        double[] values = sample.values();
        boolean noneFailed = values.length == sample.size();
        if (noneFailed && values[0] == values[values.length - 1]) {
            return Optional.of(Reason.allEqual(values.length));
        }
        // Where trials fail, they tell more than the scatter of the others.
        if (noneFailed && Significance.dispersion(values, objective.noise()) > settings.significance()) {
            return Optional.of(Reason.noise(values.length, sample.standardError(0)));
        }
        return Optional.empty();
    }

    private static Evidence evidence(String name, double pValue, Sample sample, Map<String, Double> importance) {
        boolean any = sample.completed() > 0;
        return new Evidence(
                pValue,
                importance.getOrDefault(name, 0.0),
                any ? OptionalDouble.of(sample.positions(name)[0]) : OptionalDouble.empty(),
                sample.size(),
                any ? sample.standardError(0) : 0);
    }
}
