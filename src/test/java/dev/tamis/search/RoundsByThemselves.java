package dev.tamis.search;

import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Plays what the service does with rounds in mode AUTO: search, narrow, search. */
record RoundsByThemselves(RoundPlanner planner, Ranking ranking, Function<String, LegalRange> legal) {

    List<FinishedRound> play(
            SearchSpace start, ToDoubleFunction<Parameters> function, Seed seed, int maxTrials, int rounds) {
        List<FinishedRound> finished = new ArrayList<>();
        SearchSpace space = start;
        OptionalInt parent = OptionalInt.empty();
        int number = 0;
        for (int count : RoundBudget.split(maxTrials, rounds)) {
            List<ScoredTrial> trials = new RandomSampler()
                    .draw(new Ask(space, seed.derive(finished.size()), number, count)).stream()
                            .map(point -> ScoredTrial.of(point, function.applyAsDouble(point)))
                            .toList();
            number += count;
            finished.add(new FinishedRound(space, trials, parent));
            NextRound next = planner.plan(finished, ranking, legal);
            space = next.space();
            parent = OptionalInt.of(next.parent());
        }
        return finished;
    }

    static double lowest(List<FinishedRound> rounds) {
        return rounds.stream()
                .flatMap(round -> round.trials().stream())
                .mapToDouble(trial -> trial.value().orElseThrow())
                .min()
                .orElseThrow();
    }
}
