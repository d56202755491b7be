package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.WorkQueue;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Work;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Forms packs by number and shape, and opens lanes as tasks of the caller's transaction. */
@Component
class LaneQueue implements WorkQueue {

    private final ObjectProvider<Scheduler> scheduler;
    private final TaskRows rows;
    private final PackWidths widths;
    private final Times times;

    /** @param scheduler looked up late: the scheduler's own task needs, in the end, this queue */
    LaneQueue(ObjectProvider<Scheduler> scheduler, TaskRows rows, PackWidths widths, Times times) {
        this.scheduler = scheduler;
        this.rows = rows;
        this.widths = widths;
        this.times = times;
    }

    @Override
    public Packing pack(List<Parameters> points, Plan plan) {
        Packs.requireMlp(plan);
        List<MlpSpec> specs =
                points.stream().map(point -> Packs.spec(plan, point)).toList();
        PackForming.Formed formed =
                PackForming.form(specs, plan.terms().budget().parallelTrials(), shape -> widths.of(shape, plan));
        DataSize data = widths.sizeOf(plan);
        return new Packing(
                formed.packs(),
                formed.lanes(),
                specs.stream()
                        .mapToDouble(spec -> plan.validation().networks() * Work.ofEpoch(spec, data))
                        .toArray(),
                specs.stream()
                        .mapToLong(spec -> spec.architecture().weights(data.features(), data.classes()))
                        .toArray());
    }

    @Override
    public void open(UUID experimentId, int run, Claimant claimant) {
        schedule(LaneTask.instance(new Claim.Lane(experimentId, run, 0), claimant.priority()), claimant.owner());
    }

    @Override
    public void reopen(UUID experimentId, int run, Claimant claimant) {
        if (rows.openLanes(experimentId, run).isEmpty()) {
            open(experimentId, run, claimant);
        }
    }

    @Override
    public int widen(Claim.Lane lane, int lanes, Claimant claimant) {
        List<TaskRows.OpenLane> open = rows.openLanes(lane.experimentId(), lane.run());
        int atWork =
                Math.max(1, (int) open.stream().filter(each -> !each.waits()).count());
        if (open.size() >= lanes || atWork < open.size()) {
            return atWork;
        }
        Set<Integer> taken = open.stream().map(each -> each.lane().number()).collect(Collectors.toSet());
        IntStream.range(0, lanes)
                .filter(number -> number != lane.number() && !taken.contains(number))
                .findFirst()
                .ifPresent(number -> schedule(
                        LaneTask.instance(new Claim.Lane(lane.experimentId(), lane.run(), number), claimant.priority()),
                        claimant.owner()));
        return Math.min(lanes, atWork + 1);
    }

    @Override
    public Mates mates(Parameters point, Plan plan) {
        Optional<GraphShape> shape = shape(plan, point);
        return shape.isEmpty()
                ? new Mates(1, point::equals)
                : new Mates(
                        width(shape.get(), plan), other -> shape(plan, other).equals(shape));
    }

    /** Of a later version a point may be no network any more: claimed by itself, it fails with the reason. Refused here, it would be for ever. */
    private static Optional<GraphShape> shape(Plan plan, Parameters point) {
        try {
            return Optional.of(GraphShape.of(Packs.spec(plan, point)));
        } catch (RuntimeException noNetwork) {
            return Optional.empty();
        }
    }

    /** Workers may have become smaller since it was submitted, and the dataset may be gone: whoever trains it says so. */
    private int width(GraphShape shape, Plan plan) {
        try {
            return widths.of(shape, plan);
        } catch (InvalidField tooLarge) {
            return 1;
        }
    }

    @Override
    public void confirm(UUID experimentId, int run, Claimant claimant) {
        schedule(
                ConfirmationTask.instance(new Confirmations.Run(experimentId, run), claimant.priority()),
                claimant.owner());
    }

    @Override
    public void evaluate(UUID experimentId, String owner) {
        schedule(FinalEvaluationTask.instance(experimentId), owner);
    }

    private void schedule(TaskInstance<Void> task, String owner) {
        scheduler.getObject().scheduleIfNotExists(task, times.steady().instant());
        rows.belongs(task, owner);
        lookAfterCommit();
    }

    /** Saves this node's worker the wait for its next poll. The scheduler's own hint comes before the rows can be seen. */
    private void lookAfterCommit() {
        Scheduler local = scheduler.getObject();
        if (!local.getSchedulerState().isStarted()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                local.triggerCheckForDueExecutions();
            }
        });
    }
}
