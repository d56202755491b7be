package dev.tamis.scheduling;

import dev.tamis.experiment.Workload;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gauges over the whole database, the same on every node. NaN while the database is away: zero would tell an autoscaler that
 * there is nothing to do.
 */
class ClusterMeters implements MeterBinder, AutoCloseable {

    private final Sampled<Totals> totals;

    ClusterMeters(Sampled<Totals> totals) {
        this.totals = totals;
    }

    /** One look at the database. */
    record Totals(Workload.Totals trials, LaneCounts lanes) {}

    static ClusterMeters of(Workload workload, JdbcTemplate jdbc, Clock clock, Sampled.Timing timing) {
        return new ClusterMeters(
                new Sampled<>(() -> new Totals(workload.totals(), LaneCounts.read(jdbc, clock)), timing));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "tamis.experiments.running",
                "Experiments that run",
                all -> all.trials().experiments());
        gauge(
                registry,
                "tamis.trials.waiting",
                "Trials of running experiments that wait",
                all -> all.trials().trialsWaiting());
        gauge(
                registry,
                "tamis.trials.running",
                "Trials in training on all nodes",
                all -> all.trials().trialsRunning());
        gauge(
                registry,
                "tamis.lanes.wanted",
                "Threads that lanes, confirmations and final evaluations could use, running ones included: what to scale by",
                all -> all.trials().lanesWanted() + all.lanes().others());
        gauge(
                registry,
                "tamis.lanes.waiting",
                "Lanes that would run if a thread were free: the queue, one place for each experiment that could go faster",
                all -> all.lanes().waiting());
        gauge(
                registry,
                "tamis.lanes.running",
                "Lanes that nodes have taken",
                all -> all.lanes().running());
        gauge(
                registry,
                "tamis.lanes.asleep",
                "Lanes that are due later than any that was put off on purpose: a clock is or was wrong",
                all -> all.lanes().asleep());
        age(
                registry,
                "tamis.lanes.waiting.age",
                "How long the first lane of the queue has waited",
                all -> all.lanes().ages().waiting());
        age(
                registry,
                "tamis.heartbeats.age",
                "How long ago the most silent running lane gave a sign",
                all -> all.lanes().ages().silence());
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Totals> part) {
        Gauge.builder(name, () -> valueOf(part)).description(description).register(registry);
    }

    private void age(MeterRegistry registry, String name, String description, Function<Totals, Duration> part) {
        TimeGauge.builder(name, () -> valueOf(all -> part.apply(all).toMillis()), TimeUnit.MILLISECONDS)
                .description(description)
                .register(registry);
    }

    private double valueOf(ToDoubleFunction<Totals> part) {
        Optional<Totals> now = totals.now();
        return now.isPresent() ? part.applyAsDouble(now.get()) : Double.NaN;
    }

    @Override
    public void close() {
        totals.close();
    }
}
