package dev.tamis.search;

import dev.tamis.space.CategoricalDomain;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.OneWayAnova;

/**
 * How much each parameter decides whether a trial is good: PED-ANOVA (Watanabe, Bansal, Hutter: PED-ANOVA: Efficiently
 * Quantifying Hyperparameter Importance in Arbitrary Subspaces, IJCAI 2023), less what chance would give.
 *
 * <p>The importance of a parameter is the Pearson divergence of its density among the best tenth of the trials from its density
 * among all trials: the paper's local importance with gamma' = 0.1, gamma = 1, less the factor (gamma' / gamma)^2 that all
 * parameters share. Ten trials drawn blindly diverge too, by E on average, the more the more values there are. So the density of
 * the best is first drawn towards that of all by the share 1 - E / D of James and Stein (positive part; D is the divergence), and
 * the divergence of what is left counts: D (1 - E / D)^2.
 *
 * @param shares by parameter, in the space's order; they sum to 1, or are all 0 where nothing can be told
 * @param reason why nothing can be told, in a sentence; empty where something can
 */
public record Importance(Map<String, Double> shares, Optional<String> reason) {

    /** The share of trials that count as good; the paper's gamma'. */
    private static final double TOP_SHARE = 0.1;

    /** At least so many trials count as good, or the estimate is mostly chance. */
    private static final int FEWEST = 5;

    /** Nothing can be told. */
    static Importance none(Sample sample, String reason) {
        Map<String, Double> zeros = new LinkedHashMap<>();
        sample.space().domains().keySet().forEach(name -> zeros.put(name, 0.0));
        return new Importance(zeros, Optional.of(reason));
    }

    /**
     * The shares, if any parameter tells good trials from bad ones by more than chance.
     *
     * @param advice what the same trials say of the ranges: where that speaks of chance throughout, this does too
     */
    static Importance of(Sample sample, Collection<Advice> advice, AdviceSettings settings) {
        double level = settings.significance() / 2;
        boolean anyTells = advice.stream()
                .anyMatch(each -> each.verdict() != Verdict.KEEP
                        || each.pValue() <= level
                        || each.group().isPresent());
        return anyTells || choices(sample) <= level
                ? of(sample)
                : none(sample, "no hyperparameter tells good trials from bad ones more than chance would");
    }

    /**
     * Whether scores differ between the choices of any categorical parameter: analyses of variance, the least p-value times their
     * number (Bonferroni). Advice on ranges only asks which choices to drop, of which there need be none.
     */
    private static double choices(Sample sample) {
        double[] scores = sample.normalScores();
        return sample.parameters()
                * sample.space().domains().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof CategoricalDomain)
                        .mapToDouble(entry -> difference(sample.choices(entry.getKey()), scores))
                        .min()
                        .orElse(1);
    }

    private static double difference(List<Object> choices, double[] scores) {
        List<double[]> groups =
                IntStream.range(0, scores.length).boxed().collect(Collectors.groupingBy(choices::get)).values().stream()
                        .filter(group -> group.size() > 1)
                        .map(group -> group.stream().mapToDouble(i -> scores[i]).toArray())
                        .toList();
        double pValue =
                groups.size() < 2 ? 1 : OneWayAnova.withDefaults().test(groups).getPValue();
        // Equal scores throughout: no scatter to compare with.
        return Double.isNaN(pValue) ? 1 : pValue;
    }

    /** The shares, whether or not there is evidence that any of them is more than chance. */
    static Importance of(Sample sample) {
        int first = first(sample);
        Map<String, Double> divergences = new LinkedHashMap<>();
        sample.space().domains().forEach((name, domain) -> {
            Density density = Density.of(domain, sample.positions(name));
            divergences.put(name, density.varies() ? beyondChance(density, first) : 0);
        });
        double sum =
                divergences.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum == 0) {
            return none(
                    sample, "the best " + first + " of " + sample.size() + " trials lie as chance would place them");
        }
        divergences.replaceAll((name, divergence) -> divergence / sum);
        return new Importance(divergences, Optional.empty());
    }

    private static double beyondChance(Density density, int first) {
        double divergence = density.divergence(first);
        double chance = density.divergenceByChance(first);
        return divergence <= chance ? 0 : Math.pow(divergence - chance, 2) / divergence;
    }

    /** How many trials count as good: about a tenth, equals on one side. */
    private static int first(Sample sample) {
        double[] merits = sample.merits();
        int wanted = Math.max(FEWEST, (int) Math.ceil(TOP_SHARE * sample.size()));
        double last = merits[Math.min(wanted, sample.completed()) - 1];
        int with = sample.countAtLeast(last);
        int without = (int) Arrays.stream(merits).filter(merit -> merit > last).count();
        return without > 0 && wanted - without < with - wanted ? without : with;
    }
}
