package dev.tamis.web.result;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.TrialCounts;
import dev.tamis.people.Subject;
import dev.tamis.web.http.WorkingMemory;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes memory for answers that are made of all trials of an experiment, before any of them is read. */
@Component
class AllTrials {

    /** Bytes of a trial as it is read, with its parameters and its part of the answer. */
    private static final int AS_OBJECT = 1500;
    /** In columns, and as text: some twenty boxed numbers. */
    private static final int IN_COLUMNS = 500;

    private static final int AS_TEXT = 500;

    /** What counts of it, and its place. */
    private static final int ON_A_FRONT = 400;

    private final Experiments experiments;

    AllTrials(Experiments experiments) {
        this.experiments = experiments;
    }

    /**
     * For whatever looks at them as they are.
     *
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     * @throws WorkingMemory.Busy if there is no room at the moment
     */
    void takeFor(Subject by, UUID experimentId) {
        WorkingMemory.takeForRequest(AS_OBJECT * numberOf(by, experimentId));
    }

    /**
     * For columns and the answer that they become: several of them at a time would each take room from the others until none can be
     * answered.
     *
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     * @throws WorkingMemory.Busy if there is no room at the moment
     */
    void takeForColumns(Subject by, UUID experimentId) {
        long trials = numberOf(by, experimentId);
        WorkingMemory.takeForRequest(IN_COLUMNS * trials);
        WorkingMemory.reserveForAnswer(AS_TEXT * trials);
    }

    /**
     * For what ranks them by several objectives; nothing where there is one, for then an index does.
     *
     * @throws dev.tamis.experiment.NotFound if there is no such experiment
     * @throws WorkingMemory.Busy if there is no room at the moment
     */
    void takeForFronts(Subject by, UUID experimentId) {
        if (experiments.get(by, experimentId).plan().objectives().size() > 1) {
            WorkingMemory.takeForRequest(ON_A_FRONT * numberOf(by, experimentId));
        }
    }

    private long numberOf(Subject by, UUID experimentId) {
        TrialCounts counts = experiments.get(by, experimentId).counts();
        return (long) counts.ended() + counts.waiting() + counts.running();
    }
}
