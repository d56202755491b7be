package dev.tamis.results;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Round;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.Trial;
import dev.tamis.people.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ranks completed trials. */
@Component
public class Leaderboards {

    private final Experiments experiments;
    private final Rounds rounds;
    private final TrialQueries trials;
    private final FrontRanking fronts;

    Leaderboards(Experiments experiments, Rounds rounds, TrialQueries trials, FrontRanking fronts) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
        this.fronts = fronts;
    }

    /**
     * The best completed trials, best first: by the objective, then lower validation loss, then lower number. Of several objectives, by the
     * front, and within it by the first of them; and last of all what breaks a constraint, by how far it is from keeping to all of them.
     *
     * @param top how many at most, 1 or more
     * @param round only trials of this round; all, where empty
     * @throws NotFound if there is no such experiment, or no such round in it
     */
    @Transactional(readOnly = true)
    public Ranked best(Subject by, UUID experimentId, int top, Optional<Integer> round) {
        Experiment experiment = experiments.get(by, experimentId);
        if (experiment.plan().objectives().size() > 1) {
            return fronts.best(experiment, top, round.map(number -> rounds.get(by, experimentId, number)));
        }
        return Ranked.byOne(
                experiment.plan(),
                round.isEmpty()
                        ? of(
                                top,
                                limit -> trials.best(experimentId, limit),
                                limit -> trials.nearest(experimentId, limit))
                        : best(rounds.get(by, experimentId, round.get()), experimentId, top));
    }

    private List<Trial> best(Round only, UUID experimentId, int top) {
        int first = only.firstTrial();
        int last = only.lastTrial();
        return trials.inOrder(
                experimentId,
                of(
                        top,
                        limit -> trials.bestBetween(experimentId, first, last, limit),
                        limit -> trials.nearestBetween(experimentId, first, last, limit)));
    }

    /** Those that keep to all constraints, and behind them those that do not: each is a stretch of the index. */
    private static <T> List<T> of(int top, Function<Limit, List<T>> best, Function<Limit, List<T>> nearest) {
        List<T> ranked = new ArrayList<>(best.apply(Limit.of(top)));
        if (ranked.size() < top) {
            ranked.addAll(nearest.apply(Limit.of(top - ranked.size())));
        }
        return ranked;
    }
}
