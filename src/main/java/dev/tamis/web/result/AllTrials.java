package dev.tamis.web.result;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.TrialCounts;
import dev.tamis.web.http.WorkingMemory;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes memory for answers that are made of all trials of an experiment, before any of them is read. */
@Component
class AllTrials {

    /** Bytes of a trial as it is read, with its parameters and its part of the answer. */
    static final int AS_OBJECT = 1500;
    /** In columns: some twenty boxed numbers. */
    static final int IN_COLUMNS = 500;

    private final Experiments experiments;

    AllTrials(Experiments experiments) {
        this.experiments = experiments;
    }

    /**
     * @param bytes of each trial
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     * @throws WorkingMemory.Busy if there is no room at the moment
     */
    void takeFor(UUID experimentId, int bytes) {
        TrialCounts counts = experiments.get(experimentId).counts();
        WorkingMemory.takeForRequest((long) bytes * (counts.ended() + counts.waiting() + counts.running()));
    }
}
