package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tamis.experiment.Confirmations;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The confirmation of one experiment as a persistent task: {@code <experiment id>/<run>}. Each execution trains a pack and goes to the end of
 * the queue, like lanes of which the turn is over. A try whose node dies counts like one that breaks off; after the first, repeats are tried
 * each alone, so that what brings its node down comes to an end without its neighbours.
 */
final class ConfirmationTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("confirmation");

    private static final int TRIES = 5;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private ConfirmationTask() {}

    static TaskInstance<Void> instance(Confirmations.Run run, int priority) {
        return DESCRIPTOR
                .instance(run.experimentId() + "/" + run.run())
                .priority(priority)
                .build();
    }

    static Confirmations.Run run(String instanceId) {
        String[] parts = instanceId.split("/");
        return new Confirmations.Run(UUID.fromString(parts[0]), Integer.parseInt(parts[1]));
    }

    static CustomTask<Void> with(ConfirmationTraining training, DatabaseWatch watch, Times times) {
        return Tasks.custom(DESCRIPTOR)
                .onDeadExecution(watch.judging((complete, operations) -> again(training, complete, operations, times)))
                .onFailure((complete, operations) -> again(training, complete, operations, times))
                .execute((instance, context) -> {
                    ConfirmationTraining.Turn turn = new ConfirmationTraining.Turn(
                            run(instance.getId()),
                            context.getExecution().consecutiveFailures > 0,
                            () -> LaneTask.isStopping(context.getSchedulerState()));
                    return switch (training.take(turn)) {
                        case OVER -> new CompletionHandler.OnCompleteRemove<>();
                        case TO_BE_CONTINUED -> at(times.steady().instant());
                        case LATER -> at(times.steady().instant().plus(LaneTask.NAP));
                    };
                });
    }

    private static CompletionHandler<Void> at(Instant time) {
        return (complete, operations) -> operations.reschedule(complete, time);
    }

    private static void again(
            ConfirmationTraining training,
            ExecutionComplete complete,
            ExecutionOperations<Void> operations,
            Times times) {
        if (complete.getExecution().consecutiveFailures + 1 >= TRIES) {
            training.giveUp(
                    run(complete.getExecution().taskInstance.getId()),
                    complete.getCause().map(Throwable::toString).orElse("the death of the worker"));
        }
        operations.reschedule(complete, times.steady().instant().plus(RETRY_AFTER));
    }
}
