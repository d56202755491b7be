package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tamis.experiment.Plan;
import java.time.Duration;
import java.util.UUID;

/**
 * A final evaluation as a persistent task; its instance id is the experiment's. A try whose node dies counts like one that
 * breaks off, so that an evaluation which brings its node down comes to an end.
 */
final class FinalEvaluationTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("final-evaluation");

    /** Ahead of all lanes: it is short, and somebody waits for it. */
    private static final int PRIORITY = Plan.Terms.PRIORITY_LIMIT + 1;

    private static final int TRIES = 5;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private FinalEvaluationTask() {}

    static TaskInstance<Void> instance(UUID experimentId) {
        return DESCRIPTOR.instance(experimentId.toString()).priority(PRIORITY).build();
    }

    static OneTimeTask<Void> with(FinalExam exam, DatabaseWatch watch, Times times) {
        return Tasks.oneTime(DESCRIPTOR)
                .onFailure((complete, operations) -> again(exam, complete, operations, times))
                .onDeadExecution(watch.judging((complete, operations) -> again(exam, complete, operations, times)))
                .execute((instance, context) -> exam.take(UUID.fromString(instance.getId())));
    }

    private static void again(
            FinalExam exam, ExecutionComplete complete, ExecutionOperations<Void> operations, Times times) {
        if (complete.getExecution().consecutiveFailures + 1 < TRIES) {
            operations.reschedule(complete, times.steady().instant().plus(RETRY_AFTER));
            return;
        }
        exam.giveUp(
                UUID.fromString(complete.getExecution().taskInstance.getId()),
                complete.getCause().map(Throwable::toString).orElse("the death of the worker"));
        operations.stop();
    }
}
