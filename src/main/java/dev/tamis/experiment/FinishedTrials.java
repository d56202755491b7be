package dev.tamis.experiment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts trials that end, by their final states, on the node whose transaction ends them: workers' reports, and cancellations
 * by the API. What is rolled back, or refused because its worker had been given up for dead, is not counted, so the sum over
 * all nodes is what the database holds.
 */
@Component
class FinishedTrials {

    private final Map<TrialState, Counter> counters = new EnumMap<>(TrialState.class);

    FinishedTrials(MeterRegistry meters) {
        Arrays.stream(TrialState.values()).filter(TrialState::isFinal).forEach(state -> {
            Counter counter = Counter.builder("tamis.trials.finished")
                    .description("Trials that ended in transactions of this node, by their final states")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
            counters.put(state, counter);
        });
    }

    /** Part of the transaction that ends them. @param state a final one */
    void countAfterCommit(TrialState state, int trials) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counters.get(state).increment(trials);
            }
        });
    }
}
