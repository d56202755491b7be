package dev.tamis.scheduling;

import dev.tamis.mlp.Machine;
import dev.tamis.mlp.Trainer;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this node trains.
 *
 * @param enabled whether it trains at all; a node that does not is an API node
 * @param threads packs that train at a time, one thread each
 * @param memory native memory for all packs together; what larger models are refused by
 * @param cachePerCore cache that one core can count on; sets how wide packs are
 * @param packWidth trials that train together at most; 0 to choose by model and machine
 * @param niceness how far training steps back behind whoever waits for an answer, 0 to 19
 * @param turn how long a lane trains before it steps back behind the others
 * @param reportEvery how old unwritten results may get
 * @param stepPatience how long a trainer may make no step before it counts as hung; beside it, a large step has its time
 * @param deathsAllowed how often training a trial may break off before it counts as FAILED; all times but the first with it alone
 */
@ConfigurationProperties("tamis.worker")
record WorkerSettings(
        @DefaultValue("true") boolean enabled,
        int threads,
        DataSize memory,
        @DefaultValue("8MB") DataSize cachePerCore,
        @DefaultValue("0") int packWidth,
        @DefaultValue("5") int niceness,
        @DefaultValue("2s") Duration turn,
        @DefaultValue("200ms") Duration reportEvery,
        @DefaultValue("30m") Duration stepPatience,
        @DefaultValue("2") int deathsAllowed) {

    WorkerSettings {
        if (stepPatience.isNegative() || stepPatience.isZero()) {
            throw new IllegalArgumentException("tamis.worker.step-patience must be > 0, but got " + stepPatience);
        }
    }

    /** The same trainer, whose threads step back. */
    Trainer inTheBackground(Trainer trainer) {
        return new BackgroundTrainer(trainer, new Niceness(niceness));
    }

    /** The machine as packs see it. */
    Machine machine() {
        return new Machine(threads, cachePerCore.toBytes(), memory.toBytes());
    }
}
