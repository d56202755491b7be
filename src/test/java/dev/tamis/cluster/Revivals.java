package dev.tamis.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** How long the trials of killed workers stood still until they were taken back. */
final class Revivals implements AutoCloseable {

    private final ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor();
    private final List<Death> open = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();

    /** The claims that one worker died with. */
    private record Death(StoredExperiment experiment, Map<Integer, String> tokens, long nanos) {

        boolean isOver() {
            Map<Integer, String> now = experiment.tokens();
            return tokens.entrySet().stream().noneMatch(each -> each.getValue().equals(now.get(each.getKey())));
        }
    }

    Revivals() {
        watching.scheduleWithFixedDelay(this::look, 100, 100, TimeUnit.MILLISECONDS);
    }

    /** Looks at what a worker holds, before it is killed; what is returned says that it is dead. */
    Runnable deathOf(Node worker, StoredExperiment experiment) {
        Map<Integer, String> tokens = new HashMap<>();
        try {
            Set<Integer> held = experiment.runningOn(worker);
            experiment.tokens().forEach((number, token) -> {
                if (token != null && held.contains(number)) {
                    tokens.put(number, token);
                }
            });
        } catch (DataAccessException away) {
            tokens.clear();
        }
        return () -> dead(new Death(experiment, tokens, System.nanoTime()));
    }

    /** In ascending order. */
    synchronized List<Duration> times() {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted;
    }

    @Override
    public void close() {
        watching.shutdownNow();
    }

    private synchronized void dead(Death death) {
        if (!death.tokens().isEmpty()) {
            open.add(death);
        }
    }

    private synchronized void look() {
        try {
            for (Death each : List.copyOf(open)) {
                if (each.isOver()) {
                    open.remove(each);
                    times.add(Duration.ofNanos(System.nanoTime() - each.nanos()));
                }
            }
        } catch (DataAccessException away) {
            // The next look comes soon.
        }
    }
}
