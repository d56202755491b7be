package dev.tamis.scheduling;

import dev.tamis.mlp.Trainer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** What this node does, in numbers. */
class WorkerMeters {

    private final Counter steps;
    private final Timer trained;
    private final Timer broken;
    private final DistributionSummary trials;
    private final Timer reports;

    /** Weak: a report that is closed has written all that it held, so it may go whenever the collector likes. */
    private final Set<PackReport> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param threads packs that this node trains at a time */
    WorkerMeters(MeterRegistry meters, int threads) {
        steps = Counter.builder("tamis.trial.steps")
                .description("Updates of one trial's weights by one batch")
                .register(meters);
        trained = packs(meters, "trained");
        broken = packs(meters, "broken");
        trials = DistributionSummary.builder("tamis.pack.trials")
                .description("Trials that trained together in a pack")
                .register(meters);
        reports = Timer.builder("tamis.report.duration")
                .description("Time to write results to the database, failed tries included")
                .register(meters);
        Gauge.builder("tamis.reports.unwritten", this::unwritten)
                .description("Epochs of trials that are trained and not yet in the database")
                .register(meters);
        Gauge.builder("tamis.worker.threads", () -> threads)
                .description("Packs that this node trains at a time")
                .register(meters);
    }

    /** The same trainer, counted. */
    Trainer counting(Trainer trainer, InstantSource steady) {
        return new CountingTrainer(trainer, this, steady);
    }

    /** Counts what the report has not written yet, as long as it is there. */
    void watch(PackReport report) {
        open.add(report);
    }

    /** Writes results and takes the time of it. */
    <T> T report(Supplier<T> writing) {
        return reports.record(writing);
    }

    /** @param updates of single trials, not of packs */
    void stepped(long updates) {
        steps.increment((double) updates);
    }

    /** @param whole false where training broke off */
    void packEnded(Duration duration, int members, boolean whole) {
        (whole ? trained : broken).record(duration);
        trials.record(members);
    }

    private double unwritten() {
        synchronized (open) {
            return open.stream().mapToInt(PackReport::unwritten).sum();
        }
    }

    private static Timer packs(MeterRegistry meters, String outcome) {
        return Timer.builder("tamis.pack.duration")
                .description("Time to train a pack; broken is what trainers gave up with an exception")
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10))
                .register(meters);
    }
}
