package dev.tamis.experiment;

import dev.tamis.experiment.RepeatRows.Candidate;
import dev.tamis.space.Parameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** The end of a search that has found something; part of the caller's transaction, under the lock. */
@Component
class ConfirmationStart {

    private final RepeatRows repeats;
    private final WorkQueue queue;

    ConfirmationStart(RepeatRows repeats, WorkQueue queue) {
        this.repeats = repeats;
        this.queue = queue;
    }

    /**
     * Completes the experiment, or lets its best trials be trained again first.
     *
     * @param why it ends, where it has not tried all of its budget; null otherwise
     */
    void end(Experiment experiment, String why, Instant now) {
        List<Candidate> best = experiment
                .plan()
                .confirm()
                .map(each -> repeats.best(experiment.id(), each.top()))
                .orElse(List.of());
        if (best.isEmpty()) {
            experiment.complete(why, now);
        } else {
            confirm(experiment, why, best);
        }
    }

    private void confirm(Experiment experiment, String why, List<Candidate> best) {
        Plan plan = experiment.plan();
        int times = plan.confirm().orElseThrow().repeats();
        List<Parameters> points = best.stream()
                .flatMap(each -> Collections.nCopies(times, each.parameters()).stream())
                .toList();
        WorkQueue.Packing packing = queue.pack(points, plan);
        double[] work = packing.stepWork();
        for (int i = 0; i < work.length; i++) {
            work[i] = experiment.work().weighed()
                    ? work[i] * best.get(i / times).epochs()
                    : best.get(i / times).epochs();
        }
        repeats.add(experiment.id(), best, times, packing.packs(), work);
        experiment.confirms(why, points.size(), Arrays.stream(work).sum());
        experiment.nextChange();
        queue.confirm(experiment.id(), experiment.run(), experiment.claimant());
    }
}
