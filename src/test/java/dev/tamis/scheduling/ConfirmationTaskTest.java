package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import dev.tamis.experiment.Confirmations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a confirmation that breaks off, or whose worker dies. */
class ConfirmationTaskTest {

    private static final Confirmations.Run RUN = new Confirmations.Run(UUID.randomUUID(), 3);
    private static final Instant NOW = Instant.EPOCH;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final ConfirmationTraining training = mock(ConfirmationTraining.class);
    private final DatabaseWatch watch = new DatabaseWatch(Duration.ZERO, Duration.ZERO, () -> {}, Times.of(clock));
    private final CustomTask<Void> task = ConfirmationTask.with(training, watch, Times.of(clock));

    @SuppressWarnings("unchecked")
    private final ExecutionOperations<Void> operations = mock(ExecutionOperations.class);

    @Test
    void itsNameTellsItsRun() {
        assertThat(ConfirmationTask.run(ConfirmationTask.instance(RUN, 0).getId()))
                .isEqualTo(RUN);
    }

    @Test
    void oneThatBreaksOffIsTriedAgainSoon() {
        task.getFailureHandler().onFailure(failedBefore(0), operations);

        verify(operations).reschedule(any(), eq(NOW.plusSeconds(5)));
        verify(training, never()).giveUp(any(), anyString());
    }

    @Test
    void theFifthTimeTheRepeatHasFailedAndTheOthersFollow() {
        task.getFailureHandler().onFailure(failedBefore(4), operations);

        verify(training).giveUp(eq(RUN), contains("no such row"));
        verify(operations).reschedule(any(), eq(NOW.plusSeconds(5)));
    }

    @Test
    void theDeathOfAWorkerCountsAsOneTry() {
        watch.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);

        task.getDeadExecutionHandler().deadExecution(diedAfter(0), operations);
        verify(training, never()).giveUp(any(), anyString());
        task.getDeadExecutionHandler().deadExecution(diedAfter(4), operations);

        verify(training).giveUp(RUN, "the death of the worker");
        verify(operations, times(2)).reschedule(any(), eq(NOW.plusSeconds(5)));
    }

    private static ExecutionComplete failedBefore(int times) {
        return ExecutionComplete.failure(execution(times), NOW, NOW, new IllegalStateException("no such row"));
    }

    private static ExecutionComplete diedAfter(int times) {
        return ExecutionComplete.failure(execution(times), NOW, NOW, null);
    }

    private static Execution execution(int failures) {
        return new Execution(NOW, ConfirmationTask.instance(RUN, 0), true, "a node", null, null, failures, null, 1);
    }
}
