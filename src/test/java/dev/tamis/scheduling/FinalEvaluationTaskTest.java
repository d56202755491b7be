package dev.tamis.scheduling;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a final evaluation that breaks off, or whose worker dies. */
class FinalEvaluationTaskTest {

    private static final UUID EXPERIMENT = UUID.randomUUID();
    private static final Instant NOW = Instant.EPOCH;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final FinalExam exam = mock(FinalExam.class);
    private final DatabaseWatch watch = new DatabaseWatch(Duration.ZERO, Duration.ZERO, () -> {}, Times.of(clock));
    private final OneTimeTask<Void> task = FinalEvaluationTask.with(exam, watch, Times.of(clock));

    @SuppressWarnings("unchecked")
    private final ExecutionOperations<Void> operations = mock(ExecutionOperations.class);

    @Test
    void oneThatBreaksOffIsTriedAgainSoon() {
        task.getFailureHandler().onFailure(failedBefore(0), operations);

        verify(operations).reschedule(any(), eq(NOW.plusSeconds(5)));
        verify(exam, never()).giveUp(any(), anyString());
    }

    @Test
    void theFifthTimeItEndsAsFailedWithTheReason() {
        task.getFailureHandler().onFailure(failedBefore(4), operations);

        verify(exam).giveUp(eq(EXPERIMENT), contains("no such row"));
        verify(operations).stop();
    }

    @Test
    void theDeathOfAWorkerCountsAsOneTry() {
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);

        task.getDeadExecutionHandler().deadExecution(diedAfter(0), operations);
        verify(operations).reschedule(any(), eq(NOW.plusSeconds(5)));

        task.getDeadExecutionHandler().deadExecution(diedAfter(4), operations);
        verify(exam).giveUp(EXPERIMENT, "the death of the worker");
    }

    private static ExecutionComplete failedBefore(int times) {
        return ExecutionComplete.failure(execution(times), NOW, NOW, new IllegalStateException("no such row"));
    }

    private static ExecutionComplete diedAfter(int times) {
        return ExecutionComplete.failure(execution(times), NOW, NOW, null);
    }

    private static Execution execution(int failures) {
        return new Execution(
                NOW, FinalEvaluationTask.instance(EXPERIMENT), true, "a node", null, null, failures, null, 1);
    }
}
