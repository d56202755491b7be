package dev.tamis.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** Carries out a script of faults while an experiment runs. */
final class Disturbance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final List<Node> workers;
    private final Revivals revivals;
    private final Set<Node> asleep = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    Disturbance(Cluster cluster, List<Node> workers, Revivals revivals) {
        this.cluster = cluster;
        this.workers = workers;
        this.revivals = revivals;
    }

    /** Returns after the last fault; frozen workers may still sleep, killed ones still be gone. */
    void of(StoredExperiment experiment, FaultScript script) {
        int trials = experiment.states().size();
        for (FaultScript.Moment moment : script.moments()) {
            await("%s while the experiment runs".formatted(moment))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> {
                        experiment.assertCountersRight();
                        return experiment.trials("COMPLETED") >= moment.share() * trials;
                    });
            Cluster.pass(moment.delay());
            happens(moment.fault(), experiment);
        }
    }

    /** Waits until whoever sleeps has slept his time: he may wake up to an experiment that has ended. */
    void awaitAwake() {
        await().atMost(PATIENCE).until(asleep::isEmpty);
    }

    /** Wakes and starts whatever sleeps or is gone. */
    @Override
    public void close() {
        later.shutdownNow();
        workers.forEach(Node::thaw);
        workers.forEach(Node::start);
    }

    private void happens(Fault fault, StoredExperiment experiment) {
        System.out.printf(
                "%tT  %d of %d trials completed: %s%n",
                System.currentTimeMillis(),
                experiment.trials("COMPLETED"),
                experiment.states().size(),
                fault);
        if (fault instanceof Fault.Kill kill) {
            Node worker = training(kill.worker(), experiment);
            Runnable dead = revivals.deathOf(worker, experiment);
            worker.kill();
            dead.run();
            after(kill.absence(), worker::start);
        } else if (fault instanceof Fault.Freeze freeze) {
            Node worker = training(freeze.worker(), experiment);
            asleep.add(worker);
            worker.freeze();
            after(freeze.sleep(), () -> {
                worker.thaw();
                asleep.remove(worker);
            });
        } else if (fault instanceof Fault.DatabaseAway away) {
            if (away.crash()) {
                cluster.database().crash();
            } else {
                cluster.database().stop();
            }
            Cluster.pass(away.absence());
            cluster.database().start();
            // who was starting found no database and has ended; whatever supervises nodes would start it again
            workers.forEach(Node::start);
        }
    }

    /** Only who holds trials can lose them; and who sleeps shall sleep his time. */
    private Node training(int place, StoredExperiment experiment) {
        List<Node> training = new ArrayList<>();
        await("a worker that trains")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    training.clear();
                    workers.stream()
                            .filter(Node::isAlive)
                            .filter(worker -> !asleep.contains(worker))
                            .filter(worker -> !experiment.runningOn(worker).isEmpty())
                            .forEach(training::add);
                    return !training.isEmpty();
                });
        return training.get(place % training.size());
    }

    private void after(Duration delay, Runnable action) {
        later.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
