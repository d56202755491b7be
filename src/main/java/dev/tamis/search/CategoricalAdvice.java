package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.OneWayAnova;

/**
 * Drops the choices that are significantly worse than the best one and that no good trial made. A choice that is bad as a rule
 * but now and then among the best (it needs another learning rate, say) stays.
 *
 * @param kept the choices to search next, in the domain's order
 * @param dropped the others
 * @param pValue of the last choice dropped; where none is, of the choices being alike; corrected; 1 where nothing could be tested
 */
record CategoricalAdvice(List<Object> kept, List<Object> dropped, double pValue) {

    /**
     * @param domain the choices
     * @param choices those of the trials, best first
     * @param sample the trials
     * @param settings thresholds
     */
    static CategoricalAdvice of(
            CategoricalDomain domain, List<Object> choices, Sample sample, AdviceSettings settings) {
        double[] merits = sample.merits();
        double level = settings.significance() / 2;
        Map<Object, List<Integer>> ranks =
                IntStream.range(0, merits.length).boxed().collect(Collectors.groupingBy(choices::get));
        List<Object> tried =
                domain.choices().stream().filter(ranks::containsKey).toList();
        if (tried.size() < 2) {
            return new CategoricalAdvice(domain.choices(), List.of(), 1);
        }
        Function<Object, List<Integer>> ranksOf = choice -> Objects.requireNonNull(ranks.get(choice), "none is tried");
        Object best = tried.stream()
                .min(Comparator.comparingDouble(choice -> mean(ranksOf.apply(choice))))
                .orElseThrow();
        RankSum ofBest = new RankSum(meritsOf(ranksOf.apply(best), merits));
        Set<Object> good = new HashSet<>(
                choices.subList(0, GoodTrials.leaders(sample, settings.top()).count()));
        // The best choice was picked by looking: every ordered pair of choices counts as a test.
        double tests = (double) sample.parameters() * tried.size() * (tried.size() - 1);
        Set<Object> dropped = new LinkedHashSet<>();
        double greatestDropped = 0;
        for (Object choice : tried) {
            if (choice.equals(best) || good.contains(choice)) {
                continue;
            }
            double pValue = Math.min(1, tests * ofBest.worse(meritsOf(ranksOf.apply(choice), merits)));
            if (pValue <= level) {
                dropped.add(choice);
                greatestDropped = Math.max(greatestDropped, pValue);
            }
        }
        List<Object> kept = domain.choices().stream()
                .filter(choice -> !dropped.contains(choice))
                .toList();
        return new CategoricalAdvice(
                kept, List.copyOf(dropped), dropped.isEmpty() ? alike(choices, sample) : greatestDropped);
    }

    /**
     * That all choices are alike: an analysis of variance of the scores, times the number of parameters (Bonferroni). Choices may
     * differ though none is to be dropped.
     */
    private static double alike(List<Object> choices, Sample sample) {
        double[] scores = sample.normalScores();
        List<double[]> groups =
                IntStream.range(0, scores.length).boxed().collect(Collectors.groupingBy(choices::get)).values().stream()
                        .filter(group -> group.size() > 1)
                        .map(group -> group.stream().mapToDouble(i -> scores[i]).toArray())
                        .toList();
        double pValue =
                groups.size() < 2 ? 1 : OneWayAnova.withDefaults().test(groups).getPValue();
        // Equal scores throughout: no scatter to compare with.
        return Double.isNaN(pValue) ? 1 : Math.min(1, sample.parameters() * pValue);
    }

    Advice advice(AdviceSettings settings) {
        return dropped.isEmpty()
                ? new Advice(
                        Verdict.KEEP,
                        new CategoricalDomain(kept),
                        pValue,
                        Reason.noChoiceDropped(pValue <= settings.significance() / 2, pValue))
                : new Advice(Verdict.NARROW, new CategoricalDomain(kept), pValue, Reason.dropped(dropped, pValue));
    }

    private static double[] meritsOf(List<Integer> ranks, double[] merits) {
        return ranks.stream().mapToDouble(rank -> merits[rank]).toArray();
    }

    private static double mean(List<Integer> ranks) {
        return ranks.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }
}
