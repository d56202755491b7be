package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tamis.experiment.Claim;
import java.time.Duration;
import java.util.UUID;

/** A lane as a persistent task. Its instance id says all: {@code <experiment id>/<run>/<lane number>}. */
final class LaneTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("train-lane");

    /** A turn fails as a whole where the database refuses what it is asked; it may do so again. No task is put off for longer. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How long a lane sleeps whose owner has as many trials in training as they may. */
    static final Duration NAP = Duration.ofSeconds(5);

    private LaneTask() {}

    static TaskInstance<Void> instance(Claim.Lane lane, int priority) {
        return DESCRIPTOR
                .instance(lane.experimentId() + "/" + lane.run() + "/" + lane.number())
                .priority(priority)
                .build();
    }

    static Claim.Lane lane(String instanceId) {
        String[] parts = instanceId.split("/");
        return new Claim.Lane(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** The task that db-scheduler runs. A node that dies with it is noticed by its missing heartbeat; another goes on. */
    static CustomTask<Void> with(LaneTraining training, TaskRows rows, DatabaseWatch watch, Times times) {
        return Tasks.custom(DESCRIPTOR)
                .onDeadExecution(watch.judging((complete, operations) -> {
                    Execution dead = complete.getExecution();
                    training.workerDied(lane(dead.taskInstance.getId()), () -> {
                        if (!rows.release(dead)) {
                            throw new IllegalStateException("Another node was faster to give up " + dead.pickedBy);
                        }
                    });
                }))
                .onFailure(retry(times))
                .execute((instance, context) -> {
                    LaneTraining.Turn turn = new LaneTraining.Turn(
                            lane(instance.getId()),
                            () -> rows.holds(context.getExecution()),
                            () -> rows.release(context.getExecution()),
                            () -> isStopping(context.getSchedulerState()));
                    return switch (training.take(turn)) {
                        case OVER -> new CompletionHandler.OnCompleteRemove<>();
                        case TO_BE_CONTINUED ->
                            (complete, operations) -> operations.reschedule(
                                    complete, times.steady().instant());
                        case LATER ->
                            (complete, operations) -> operations.reschedule(
                                    complete, times.steady().instant().plus(NAP));
                        case LOST -> (complete, operations) -> {};
                    };
                });
    }

    /** A node that is told to stop pauses its scheduler at once, and stops it when the last requests are answered. */
    static boolean isStopping(SchedulerState state) {
        return state.isShuttingDown() || state.isPaused();
    }

    private static FailureHandler<Void> retry(Times times) {
        return (complete, operations) -> {
            long seconds = 1L << Math.min(10, 1 + complete.getExecution().consecutiveFailures);
            Duration wait = Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
            operations.reschedule(complete, times.steady().instant().plus(wait));
        };
    }
}
