package dev.tamis.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

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
 * <p>A parameter that not every trial has is looked at among those that have it, and counts by their share of all trials.
 *
 * @param shares by parameter, in the space's order; they sum to 1, or are all 0 where nothing can be told
 * @param reason why nothing can be told, in a sentence; empty where something can
 */
public record Importance(Map<String, Double> shares, Optional<String> reason) {

    /** The share of one hyperparameter of the space. */
    double of(String parameter) {
        return Objects.requireNonNull(shares.get(parameter), parameter);
    }

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
     * The shares of those parameters that tell good trials from bad ones by more than chance.
     *
     * @param advice what the same trials say of each parameter's range: of whatever that speaks of chance, this does too
     */
    static Importance of(Branches branches, Map<String, Advice> advice, AdviceSettings settings) {
        double level = settings.significance() / 2;
        if (advice.values().stream().noneMatch(each -> each.tells(level))) {
            return none(branches.whole(), "no hyperparameter tells good trials from bad ones more than chance would");
        }
        Map<String, Density> densities = new LinkedHashMap<>();
        branches.whole().space().domains().forEach((name, domain) -> {
            if (Objects.requireNonNull(advice.get(name), name).tells(level)) {
                Density density = Density.of(domain, branches.of(name).positions(name));
                if (density.varies()) {
                    densities.put(name, density);
                }
            }
        });
        // That one of them matters is known, though the best tenth alone may not show it.
        return shares(branches, densities, Importance::beyondChance)
                .or(() -> shares(branches, densities, Density::divergence))
                .orElseGet(() -> none(
                        branches.whole(),
                        "the best " + first(branches.whole()) + " of "
                                + branches.whole().size() + " trials lie as chance would place them"));
    }

    private static Optional<Importance> shares(
            Branches branches, Map<String, Density> densities, ToDoubleBiFunction<Density, Integer> divergence) {
        Map<String, Double> shares = new LinkedHashMap<>();
        branches.whole().space().domains().keySet().forEach(name -> {
            Density density = densities.get(name);
            shares.put(
                    name,
                    density == null
                            ? 0
                            : branches.share(name) * divergence.applyAsDouble(density, first(branches.of(name))));
        });
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.replaceAll((name, share) -> share / sum);
        return sum == 0 ? Optional.empty() : Optional.of(new Importance(shares, Optional.empty()));
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
        double last = merits[Math.min(wanted, sample.lived()) - 1];
        int with = sample.countAtLeast(last);
        int without = sample.countAtLeast(Math.nextUp(last));
        return without > 0 && wanted - without < with - wanted ? without : with;
    }
}
