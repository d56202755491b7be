package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Reports;
import dev.tamis.training.Trainer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains pack after pack of one lane, on the calling thread. */
class LaneTraining {

    private static final Logger LOG = LoggerFactory.getLogger(LaneTraining.class);

    private final Claims claims;
    private final Reports reports;
    private final Trainer trainer;
    private final Splits splits;
    private final Surroundings surroundings;

    /**
     * @param node name of this node, for people who read a trial's owner
     * @param reporting runs the periodic reports of all lanes
     * @param othersWait whether a lane of any experiment waits for a thread
     * @param meters told of reports
     */
    record Surroundings(
            String node,
            WorkerSettings settings,
            ScheduledExecutorService reporting,
            BooleanSupplier othersWait,
            WorkerMeters meters,
            Clock clock) {}

    LaneTraining(Claims claims, Reports reports, Trainer trainer, Splits splits, Surroundings surroundings) {
        this.claims = claims;
        this.reports = reports;
        this.trainer = trainer;
        this.splits = splits;
        this.surroundings = surroundings;
    }

    /**
     * Trains packs until the lane finds nothing to claim, the node shuts down, or its turn is over and others wait: stepping
     * back for nobody would cost the time until the next poll.
     *
     * @return whether the lane shall go on later
     */
    boolean takeTurn(Claim.Lane lane, BooleanSupplier shuttingDown) {
        Instant turnEnds =
                surroundings.clock().instant().plus(surroundings.settings().turn());
        do {
            if (shuttingDown.getAsBoolean()) {
                return true;
            }
            String token = surroundings.node() + "/" + UUID.randomUUID();
            Optional<Claim> claim =
                    claims.next(lane, token, surroundings.settings().deathsAllowed());
            if (claim.isEmpty()) {
                return false;
            }
            LogContext.during(surroundings.node(), claim.get(), () -> train(claim.get(), shuttingDown));
        } while (surroundings.clock().instant().isBefore(turnEnds)
                || !surroundings.othersWait().getAsBoolean());
        return true;
    }

    private void train(Claim claim, BooleanSupplier shuttingDown) {
        try (PackReport report = new PackReport(claim, reports, shuttingDown, surroundings.meters())) {
            report.startTicking(
                    surroundings.reporting(), surroundings.settings().reportEvery());
            trainer.train(claim.pack(), splits.of(claim.plan()), report);
        } catch (RuntimeException | LinkageError | OutOfMemoryError broken) {
            LOG.error(
                    "Training trials {} of experiment {} broke off; they are tried again, each alone",
                    claim.numbers(),
                    claim.lane().experimentId(),
                    broken);
            claims.giveBackBroken(claim);
            return;
        }
        if (shuttingDown.getAsBoolean()) {
            claims.giveBack(claim);
        }
    }
}
