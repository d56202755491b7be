package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Scale;
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

    /** What every domain can represent: beyond, its constructor refuses. */
    private static final LegalRange WHOLE_NUMBERS = LegalRange.closed(-1e12, 1e12);

    private static final LegalRange POSITIVE_WHOLE_NUMBERS = LegalRange.closed(1, 1e12);
    private static final LegalRange REALS = LegalRange.closed(-1e300, 1e300);

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
        Map<String, Double> importance =
                sample.completed() < settings.minTrials() ? Map.of() : Importance.of(current, sample);
        Optional<String> abstention = abstention(sample, objective);
        List<RangeSuggestion> suggestions = new ArrayList<>();
        if (abstention.isPresent()) {
            current.domains()
                    .forEach((name, domain) -> suggestions.add(new RangeSuggestion(
                            name,
                            Verdict.KEEP,
                            domain,
                            domain,
                            evidence(name, 1, sample, importance),
                            abstention.get())));
            return new RangeSuggestions(suggestions);
        }
        Map<String, Finding> findings = new Findings(current, sample, settings).byParameter(history, objective);
        current.domains().forEach((name, domain) -> {
            if (domain instanceof CategoricalDomain categorical) {
                suggestions.add(categorical(name, categorical, sample, current, importance));
            } else {
                suggestions.add(numeric(
                        name,
                        (NumericDomain) domain,
                        findings.get(name),
                        sample,
                        history,
                        legalRanges.apply(name),
                        current,
                        importance));
            }
        });
        return new RangeSuggestions(suggestions);
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

    private RangeSuggestion categorical(
            String name, CategoricalDomain domain, Sample sample, SearchSpace current, Map<String, Double> importance) {
        CategoricalAdvice advice = CategoricalAdvice.of(
                domain,
                sample.choices(name),
                sample.merits(),
                GoodTrials.leaders(sample, settings.top()).count(),
                current.domains().size(),
                settings.significance() / 2);
        boolean keeps = advice.dropped().isEmpty();
        return new RangeSuggestion(
                name,
                keeps ? Verdict.KEEP : Verdict.NARROW,
                domain,
                keeps ? domain : new CategoricalDomain(advice.kept()),
                evidence(name, advice.pValue(), sample, importance),
                Reason.dropped(advice));
    }

    private RangeSuggestion numeric(
            String name,
            NumericDomain domain,
            Finding finding,
            Sample sample,
            History history,
            LegalRange legal,
            SearchSpace current,
            Map<String, Double> importance) {
        double[] positions = sample.positions(name);
        GoodTrials good = finding.basis() == Basis.LEADERS
                ? GoodTrials.leaders(sample, settings.top())
                : GoodTrials.topShare(sample, settings.top());
        Stretch limits = Divergence.limits(
                positions,
                sample.completed(),
                settings.top().leaders(),
                settings.significance() / 2 / current.domains().size());
        Divergence divergence = Divergence.of(
                domain, name, limits, history.all().toList(), settings.edge().touch());
        NumericAdvice advice =
                new NumericAdvice(domain, legal.and(representable(domain)), finding, divergence, settings);
        Stretch stretch = advice.stretch(good, positions);
        NumericDomain suggested = advice.range(stretch);
        Verdict verdict = verdict(domain, suggested);
        StringBuilder reason = new StringBuilder();
        if (finding.basis() == Basis.NONE) {
            reason.append(Reason.noEvidence(finding.pValue()));
        } else if (verdict == Verdict.KEEP) {
            reason.append(Reason.asNarrow(positions.length));
        } else {
            reason.append(Reason.concentration(finding, good, positions, domain));
        }
        if (suggested.highest() > domain.highest()) {
            reason.append(Reason.extension(true, domain));
        }
        if (suggested.lowest() < domain.lowest()) {
            reason.append(Reason.extension(false, domain));
        }
        Axis axis = Axis.of(domain);
        if (limits.cutsHigh()) {
            reason.append(Reason.divergence(true, axis.valueAt(limits.high())));
        }
        if (limits.cutsLow()) {
            reason.append(Reason.divergence(false, axis.valueAt(limits.low())));
        }
        return new RangeSuggestion(
                name,
                verdict,
                domain,
                suggested,
                evidence(name, finding.pValue(), sample, importance),
                reason.toString());
    }

    private static Verdict verdict(NumericDomain current, NumericDomain suggested) {
        boolean cuts = suggested.lowest() > current.lowest() || suggested.highest() < current.highest();
        boolean extendz = suggested.lowest() < current.lowest() || suggested.highest() > current.highest();
        return cuts ? (extendz ? Verdict.SHIFT : Verdict.NARROW) : (extendz ? Verdict.EXTEND : Verdict.KEEP);
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

    private static LegalRange representable(Domain domain) {
        if (domain instanceof FloatDomain) {
            return REALS;
        }
        return ((NumericDomain) domain).scale() == Scale.LOG ? POSITIVE_WHOLE_NUMBERS : WHOLE_NUMBERS;
    }
}
