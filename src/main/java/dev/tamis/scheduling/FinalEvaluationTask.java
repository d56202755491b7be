package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;

/** A final evaluation as a persistent task; its instance id is the experiment's. Revived like any other when its node dies. */
final class FinalEvaluationTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("final-evaluation");

    private static final int TRIES = 5;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private FinalEvaluationTask() {}

    static TaskInstance<Void> instance(UUID experimentId) {
        return DESCRIPTOR.instance(experimentId.toString()).build();
    }

    static OneTimeTask<Void> with(FinalExam exam) {
        return Tasks.oneTime(DESCRIPTOR).execute((instance, context) -> exam.take(UUID.fromString(instance.getId())));
    }
}
