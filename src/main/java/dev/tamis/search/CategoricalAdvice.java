package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Drops the choices that are significantly worse than the best one and that no good trial made. A choice that is bad as a rule
 * but now and then among the best (it needs another learning rate, say) stays.
 *
 * @param kept the choices to search next, in the domain's order
 * @param dropped the others
 * @param pValue of the last choice dropped, or of the one nearest to it; corrected; 1 where nothing could be tested
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
        int good = GoodTrials.leaders(sample, settings.top()).count();
        double level = settings.significance() / 2;
        List<Object> tried = domain.choices().stream().filter(choices::contains).toList();
        if (tried.size() < 2) {
            return new CategoricalAdvice(domain.choices(), List.of(), 1);
        }
        Object best = tried.get(0);
        for (Object choice : tried) {
            if (meanRank(choice, choices) < meanRank(best, choices)) {
                best = choice;
            }
        }
        // The best choice was picked by looking: every ordered pair of choices counts as a test.
        double tests = (double) sample.parameters() * tried.size() * (tried.size() - 1);
        List<Object> dropped = new ArrayList<>();
        double least = 1;
        double greatestDropped = 0;
        for (Object choice : tried) {
            if (choice.equals(best) || choices.subList(0, good).contains(choice)) {
                continue;
            }
            double pValue = Math.min(1, tests * worse(choice, best, choices, merits));
            least = Math.min(least, pValue);
            if (pValue <= level) {
                dropped.add(choice);
                greatestDropped = Math.max(greatestDropped, pValue);
            }
        }
        List<Object> kept = domain.choices().stream()
                .filter(choice -> !dropped.contains(choice))
                .toList();
        return new CategoricalAdvice(kept, List.copyOf(dropped), dropped.isEmpty() ? least : greatestDropped);
    }

    Advice advice() {
        return dropped.isEmpty()
                ? new Advice(Verdict.KEEP, new CategoricalDomain(kept), pValue, Reason.noChoiceDropped(pValue))
                : new Advice(Verdict.NARROW, new CategoricalDomain(kept), pValue, Reason.dropped(dropped, pValue));
    }

    private static double worse(Object choice, Object best, List<Object> choices, double[] merits) {
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.LESS_THAN)
                .test(meritsOf(choice, choices, merits), meritsOf(best, choices, merits))
                .getPValue();
    }

    private static double[] meritsOf(Object choice, List<Object> choices, double[] merits) {
        return IntStream.range(0, merits.length)
                .filter(i -> choices.get(i).equals(choice))
                .mapToDouble(i -> merits[i])
                .toArray();
    }

    private static double meanRank(Object choice, List<Object> choices) {
        return Arrays.stream(IntStream.range(0, choices.size())
                        .filter(i -> choices.get(i).equals(choice))
                        .toArray())
                .average()
                .orElseThrow();
    }
}
