package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.Choice;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.search.Search;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * Leaves a search to the sampler that has done best in its like: what was measured stands in {@code search.md}, "Which sampler".
 */
public record AutoSampler(
        @Meaning(value = Bounds.LAG, low = 1, high = Lag.FURTHEST)
        Integer lag) implements Sampler {

    /** So many trials at least must be drawn from results, after those that are drawn evenly. */
    private static final int FEWEST_LEARNED = 5;

    /** Beyond it a Gaussian process fits a part of the trials, and draws of a hundredth of a second add up to minutes. */
    private static final int MOST_TRIALS = 1_000;

    /** Beyond it distances tell a Gaussian process little. */
    private static final int MOST_HYPERPARAMETERS = 40;

    public AutoSampler {
        Bounds.requireLag(lag);
    }

    /** Everything as usual. */
    public AutoSampler() {
        this(null);
    }

    @Override
    public String type() {
        return "AUTO";
    }

    @Override
    public String meaning() {
        return "chooses one of the others by space, budget and lag, and says which and why";
    }

    @Override
    public Optional<Choice> choice(Search search) {
        int ahead = Lag.of(lag, search.parallelTrials()).trials();
        int hyperparameters = search.space().domains().size();
        String named = hyperparameters == 1 ? "1 hyperparameter" : hyperparameters + " hyperparameters";
        if (search.rounds() > 1) {
            return chosen(
                    new SobolSampler(),
                    "with %d rounds, ranges are narrowed by trials that were drawn evenly".formatted(search.rounds()));
        }
        int learned = search.trials() - Math.max(Bounds.STARTUP_TRIALS, ahead);
        if (learned < FEWEST_LEARNED) {
            return chosen(
                    new SobolSampler(),
                    "of %d trials with %d in flight, hardly one would be drawn after enough results to learn from"
                            .formatted(search.trials(), ahead));
        }
        if (search.trials() > MOST_TRIALS || hyperparameters > MOST_HYPERPARAMETERS) {
            return chosen(
                    new TpeSampler(null, null, lag),
                    "for %d trials of %s a Gaussian process would take too long (it is chosen up to %d of %d)"
                            .formatted(search.trials(), named, MOST_TRIALS, MOST_HYPERPARAMETERS));
        }
        if (search.objectives() > 1) {
            return chosen(
                    new GpSampler(null, lag),
                    "for %d trials of %s with %d objectives and %d in flight, Gaussian processes find most"
                            .formatted(search.trials(), named, search.objectives(), ahead));
        }
        return chosen(
                new GpSampler(null, lag),
                "for %d trials of %s with %d in flight, a Gaussian process finds most"
                        .formatted(search.trials(), named, ahead));
    }

    private static Optional<Choice> chosen(Sampler sampler, String because) {
        return Optional.of(new Choice(sampler, because));
    }

    @Override
    public Optional<Lag> lag(int parallelTrials) {
        return Optional.of(Lag.of(lag, parallelTrials));
    }

    @Override
    public boolean takesSeveralObjectives() {
        return true;
    }

    /** As for one round of a few hundred trials: who knows more asks for its {@link #choice} first. */
    @Override
    public List<Parameters> draw(Ask ask) {
        return new GpSampler(null, lag).draw(ask);
    }
}
