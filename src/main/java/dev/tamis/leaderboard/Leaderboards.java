package dev.tamis.leaderboard;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.StoredTrials;
import dev.tamis.experiment.Trial;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ranks completed trials. */
@Component
public class Leaderboards {

    private final Experiments experiments;
    private final Rounds rounds;
    private final StoredTrials trials;

    Leaderboards(Experiments experiments, Rounds rounds, StoredTrials trials) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
    }

    /**
     * The best completed trials, best first: by the objective, then lower validation loss, then lower number.
     *
     * @param top how many at most, 1 or more
     * @param round only trials of this round; all, where empty
     * @throws NotFound if there is no such experiment, or no such round in it
     */
    @Transactional(readOnly = true)
    public List<Trial> best(UUID experimentId, int top, Optional<Integer> round) {
        experiments.get(experimentId);
        return trials.best(experimentId, top, round.map(number -> rounds.get(experimentId, number)));
    }
}
