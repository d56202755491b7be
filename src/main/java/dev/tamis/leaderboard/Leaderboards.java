package dev.tamis.leaderboard;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.Trial;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ranks completed trials. */
@Component
public class Leaderboards {

    private final Experiments experiments;
    private final Rounds rounds;
    private final RankedTrials trials;

    Leaderboards(Experiments experiments, Rounds rounds, RankedTrials trials) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
    }

    /**
     * The best completed trials, best first: by the objective, then lower validation loss, then lower number.
     *
     * @param top how many at most, 1 or more
     * @param round only trials of this round; all, where empty
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public List<Trial> best(UUID experimentId, int top, Optional<Integer> round) {
        experiments.get(experimentId);
        if (round.isEmpty()) {
            return trials.best(experimentId, Limit.of(top));
        }
        return rounds.of(experimentId).stream()
                .filter(each -> each.number() == round.get())
                .findFirst()
                .map(each -> trials.bestBetween(experimentId, each.firstTrial(), each.lastTrial(), Limit.of(top)))
                .orElse(List.of());
    }
}
