package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.experiment.TrialQueue;
import dev.tamis.training.GraphShape;
import dev.tamis.training.MlpSpec;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Forms packs by number and shape, and opens lanes as tasks of the caller's transaction. */
@Component
class LaneQueue implements TrialQueue {

    private final ObjectProvider<SchedulerClient> scheduler;
    private final PackWidths widths;
    private final Clock clock;

    /** @param scheduler looked up late: the scheduler's own task needs, in the end, this queue */
    LaneQueue(ObjectProvider<SchedulerClient> scheduler, PackWidths widths, Clock clock) {
        this.scheduler = scheduler;
        this.widths = widths;
        this.clock = clock;
    }

    @Override
    public Packing pack(List<MlpSpec> specs, ExperimentPlan plan) {
        int parallelTrials = plan.terms().budget().parallelTrials();
        Map<GraphShape, Filling> open = new HashMap<>();
        int[] packs = new int[specs.size()];
        int next = 0;
        int widest = 1;
        for (int i = 0; i < packs.length; i++) {
            GraphShape shape = GraphShape.of(specs.get(i));
            Filling filling = open.get(shape);
            if (filling == null || filling.members == filling.width) {
                filling = new Filling(next++, Math.min(parallelTrials, widths.of(shape, plan)));
                open.put(shape, filling);
            }
            packs[i] = filling.pack;
            widest = Math.max(widest, ++filling.members);
        }
        return new Packing(packs, Math.max(1, Math.min(next, parallelTrials / widest)));
    }

    @Override
    public void open(UUID experimentId, int run, int lanes) {
        scheduler
                .getObject()
                .scheduleBatch(
                        IntStream.range(0, lanes)
                                .mapToObj(number -> LaneTask.instance(new Claim.Lane(experimentId, run, number))),
                        clock.instant());
    }

    /** A pack that still takes trials of its shape. */
    private static final class Filling {

        private final int pack;
        private final int width;
        private int members;

        Filling(int pack, int width) {
            this.pack = pack;
            this.width = width;
        }
    }
}
