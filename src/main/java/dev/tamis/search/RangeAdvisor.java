package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Looks at finished trials and says, parameter by parameter, what range to search next, and why. A parameter that is not in every trial
 * is judged by those that have it.
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
        Branches branches = Branches.of(current, grounds.all().toList(), ranking);
        Optional<String> abstention = Abstention.reason(branches.whole(), grounds.drawnBlindly(), settings);
        Map<String, Advice> advice = new LinkedHashMap<>();
        Map<Sample, Function<String, Advice>> judges = new HashMap<>();
        current.domains().keySet().forEach(name -> {
            Sample sample = branches.of(name);
            advice.put(
                    name,
                    abstention
                            .or(() -> ofBranch(branches, name, grounds))
                            .map(reason -> new Advice(Verdict.KEEP, current.domain(name), 1, reason))
                            .orElseGet(() -> judges.computeIfAbsent(
                                            sample, each -> advice(each, grounds, ranking, legalRanges))
                                    .apply(name)));
        });
        Importance importance = abstention
                .map(reason -> Importance.none(branches.whole(), reason))
                .orElseGet(() -> Importance.of(branches, advice, settings));
        SearchSpace left = current.over(suggested(advice));
        List<RangeSuggestion> suggestions = new ArrayList<>();
        advice.forEach((name, each) -> suggestions.add(new RangeSuggestion(
                name,
                each.verdict(),
                current.domain(name),
                each.suggested(),
                each.nextRound(),
                evidence(name, each, branches.of(name), importance),
                each.reason() + (left.domains().containsKey(name) ? "" : Reason.NOWHERE))));
        return new RangeSuggestions(current, suggestions, importance);
    }

    /** Why the trials that have a parameter say nothing, where others do not have it; empty if they may. */
    private Optional<String> ofBranch(Branches branches, String name, Grounds grounds) {
        Sample sample = branches.of(name);
        int trials = sample.size();
        if (trials == branches.whole().size()) {
            return Optional.empty();
        }
        return trials < settings.minTrials()
                ? Optional.of(Reason.tooFewHaveIt(trials, settings.minTrials()))
                : Abstention.reason(sample, grounds.drawnBlindly(), settings);
    }

    private static Map<String, Domain> suggested(Map<String, Advice> advice) {
        Map<String, Domain> suggested = new LinkedHashMap<>();
        advice.forEach((name, each) -> suggested.put(name, each.suggested()));
        return suggested;
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
