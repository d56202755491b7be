package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tamis.experiment.Claim;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** A lane as a persistent task. Its instance id says all: {@code <experiment id>/<run>/<lane number>}. */
final class LaneTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("train-lane");

    /** A turn fails as a whole only where the database is away: it ends by itself, so the next try comes soon. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private LaneTask() {}

    static TaskInstance<Void> instance(Claim.Lane lane) {
        return DESCRIPTOR
                .instance(lane.experimentId() + "/" + lane.run() + "/" + lane.number())
                .build();
    }

    static Claim.Lane lane(String instanceId) {
        String[] parts = instanceId.split("/");
        return new Claim.Lane(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** The task that db-scheduler runs. A node that dies with it is noticed by its missing heartbeat; another goes on. */
    static CustomTask<Void> with(LaneTraining training, Clock clock) {
        return Tasks.custom(DESCRIPTOR).onDeadExecutionRevive().execute((instance, context) -> {
            boolean more = training.takeTurn(
                    lane(instance.getId()), () -> context.getSchedulerState().isShuttingDown());
            return more
                    ? (complete, operations) -> operations.reschedule(complete, clock.instant())
                    : new CompletionHandler.OnCompleteRemove<>();
        });
    }
}
