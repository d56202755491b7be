package dev.tamis.search;

import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Trials of equal duration, as many under way as the lag allows: first in, first out. */
public final class LaggedSearch {

    private LaggedSearch() {}

    /** The least value of so many trials. */
    public static double best(Sampler sampler, Ground ground, int lag, long seed, int trials) {
        return run(sampler, ground, lag, seed, trials).stream()
                .mapToDouble(each -> -each.outcome().orElseThrow().merit())
                .min()
                .orElseThrow();
    }

    /** All trials, in order. */
    public static List<Lag.Drawn> run(Sampler sampler, Ground ground, int lag, long seed, int trials) {
        return run(sampler, new Lag.Round(ground.box(), new Seed(seed), 0, trials), lag, ground::at);
    }

    /** All trials, in order. @param cost of a point, asked in the order in which trials end */
    public static List<Lag.Drawn> run(Sampler sampler, Lag.Round round, int lag, ToDoubleFunction<Parameters> cost) {
        return run(sampler, round, lag, cost, List.of());
    }

    /** The same of a sampler that learns. @param chosen points that are tried first */
    public static List<Lag.Drawn> run(
            Sampler sampler, Lag.Round round, int lag, ToDoubleFunction<Parameters> cost, List<Parameters> chosen) {
        return outcomes(sampler, round, lag, point -> Optional.of(Outcome.of(-cost.applyAsDouble(point))), chosen);
    }

    /** All trials, in order. @param outcome of a point, asked in the order in which trials end */
    public static List<Lag.Drawn> outcomes(
            Sampler sampler, Lag.Round round, int lag, Function<Parameters, Optional<Outcome>> outcome) {
        return outcomes(sampler, round, lag, outcome, List.of());
    }

    private static List<Lag.Drawn> outcomes(
            Sampler sampler,
            Lag.Round round,
            int lag,
            Function<Parameters, Optional<Outcome>> outcome,
            List<Parameters> chosen) {
        List<Lag.Drawn> drawn = new ArrayList<>();
        if (sampler.lag(lag).isEmpty()) {
            sampler.draw(new Ask(
                            round.space(), round.seed(), round.first(), round.planned(), History.NONE, round.before()))
                    .forEach(point -> drawn.add(Lag.Drawn.now(point)));
        }
        for (int ended = 0; ended < round.planned(); ended++) {
            if (sampler.lag(lag).isPresent()) {
                sampler.lag(lag)
                        .orElseThrow()
                        .draw(
                                sampler,
                                round,
                                drawn,
                                chosen.subList(Math.min(drawn.size(), chosen.size()), chosen.size()))
                        .forEach(point -> drawn.add(Lag.Drawn.now(point)));
            }
            Parameters point = drawn.get(ended).point();
            drawn.set(ended, new Lag.Drawn(point, true, outcome.apply(point)));
        }
        return drawn;
    }
}
