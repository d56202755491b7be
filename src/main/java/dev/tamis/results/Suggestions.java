package dev.tamis.results;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NextRanges;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Rounds;
import dev.tamis.people.Subject;
import dev.tamis.search.Importance;
import dev.tamis.search.NextRound;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the trials of an experiment that have ended suggest: the very judgement by which automatic rounds go on. */
@Component
public class Suggestions {

    private final Experiments experiments;
    private final Rounds rounds;
    private final NextRanges nextRanges;

    Suggestions(Experiments experiments, Rounds rounds, NextRanges nextRanges) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.nextRanges = nextRanges;
    }

    /**
     * What the next round should search, judged by the trials that have ended so far.
     *
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public NextRound next(Subject by, UUID experimentId) {
        return nextRanges.of(experiments.get(by, experimentId), rounds.of(by, experimentId));
    }

    /**
     * How much each searched hyperparameter makes trials of the latest ranges good, trials of all rounds counted; or why that
     * cannot be told. Part of what the next round would search, so that the two never contradict each other.
     *
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public Importance importance(Subject by, UUID experimentId) {
        return next(by, experimentId).suggestions().importance();
    }
}
