package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What goes wrong between this node's scheduler and the others. */
class HeartbeatMeters extends AbstractSchedulerListener {

    private final Counter missed;
    private final Counter revived;
    private final Counter failures;

    HeartbeatMeters(MeterRegistry meters) {
        missed = Counter.builder("tamis.heartbeats.missed")
                .description("Heartbeats of this node's lanes that could not be written, or met a row of somebody else")
                .register(meters);
        revived = Counter.builder("tamis.lanes.revived")
                .description("Lanes of silent nodes that this node put back into the queue")
                .register(meters);
        failures = Counter.builder("tamis.lanes.failed")
                .description("Turns of this node's lanes that ended with an exception and are tried again")
                .register(meters);
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.FAILED_HEARTBEAT) {
            missed.increment();
        }
    }

    /** A lane of a node that was given up for dead goes back into the queue. */
    void revived() {
        revived.increment();
    }

    @Override
    public void onExecutionComplete(ExecutionComplete execution) {
        if (execution.getResult() == ExecutionComplete.Result.FAILED) {
            failures.increment();
        }
    }
}
