package dev.tamis.scheduling;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Draws;
import dev.tamis.experiment.Reports;
import dev.tamis.mlp.Trainer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains pack after pack of one lane, on the calling thread. */
class LaneTraining {

    private static final Logger LOG = LoggerFactory.getLogger(LaneTraining.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Claims claims;
    private final Reports reports;
    private final Trainer trainer;
    private final Splits splits;
    private final Surroundings surroundings;

    /**
     * @param node name of this node, for people who read who has claimed a trial
     * @param reporting runs the periodic reports of all lanes
     * @param draws where further trials come from
     * @param rows the tasks of all nodes
     * @param open where claims are listed while they are trained
     * @param company who else trains on this node
     * @param deaths what counts against a trial
     * @param meters told of reports
     * @param steady what turns are measured by
     */
    record Surroundings(
            String node,
            WorkerSettings settings,
            ScheduledExecutorService reporting,
            Draws draws,
            TaskRows rows,
            OpenClaims open,
            Company company,
            Deaths deaths,
            WorkerMeters meters,
            InstantSource steady) {}

    /**
     * One execution's time on a lane.
     *
     * @param held whether the execution still holds the lane
     * @param release frees the lane where the execution cannot come to its end
     * @param stopping whether the node is told to stop
     */
    record Turn(Claim.Lane lane, BooleanSupplier held, Runnable release, BooleanSupplier stopping) {}

    /** How a turn ends. */
    enum End {
        /** The lane is not needed any more, or another of its experiment stands in the queue for it. */
        OVER,
        /** The lane goes to the end of the queue. */
        TO_BE_CONTINUED,
        /** The lane goes to sleep for a while: its owner has as many trials in training as they may. */
        LATER,
        /** The lane has passed to another execution, which alone decides what becomes of it. */
        LOST
    }

    LaneTraining(Claims claims, Reports reports, Trainer trainer, Splits splits, Surroundings surroundings) {
        this.claims = claims;
        this.reports = reports;
        this.trainer = trainer;
        this.splits = splits;
        this.surroundings = surroundings;
    }

    /**
     * Trains packs until the lane finds nothing to claim, the node is told to stop, or others wait: of a higher priority, or
     * of the same once the turn has had its time. Stepping back for nobody would cost the time until the next poll.
     */
    End take(Turn turn) {
        Instant itsTime =
                surroundings.steady().instant().plus(surroundings.settings().turn());
        while (!turn.stopping().getAsBoolean()) {
            if (hasToWait(turn)) {
                return end(turn, End.LATER);
            }
            Optional<Claim> claim = trainNext(turn, itsTime);
            if (claim.isEmpty()) {
                break;
            }
            Optional<End> end = steppingBack(turn, claim.get(), itsTime);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return turn.stopping().getAsBoolean() ? End.TO_BE_CONTINUED : end(turn, End.OVER);
    }

    private boolean hasToWait(Turn turn) {
        try {
            return claims.hasToWait(turn.lane());
        } catch (RuntimeException away) {
            if (surroundings.rows().reachable()) {
                throw away;
            }
            return false; // the claim waits for the database
        }
    }

    /** In company as long as there are trials for it; then those that have to be watched alone. */
    private Optional<Claim> trainNext(Turn turn, Instant itsTime) {
        Company company = surroundings.company();
        Optional<Claim> beside = company.beside(() -> trainNext(turn, itsTime, company.isOne()));
        if (beside.isPresent() || company.isOne() || !suspectsWait(turn)) {
            return beside;
        }
        return company.alone(turn.stopping(), () -> trainNext(turn, itsTime, true))
                .orElse(Optional.empty());
    }

    private Optional<Claim> trainNext(Turn turn, Instant itsTime, boolean alone) {
        Optional<Claim> claim = claim(turn, alone);
        claim.ifPresent(each -> LogContext.during(surroundings.node(), each, () -> train(turn, itsTime, each, alone)));
        return claim;
    }

    private boolean suspectsWait(Turn turn) {
        return !turn.stopping().getAsBoolean() && turn.held().getAsBoolean() && claims.suspectsWait(turn.lane());
    }

    /** Takes a dead worker's trials back. @param revival gives its lane to another */
    void workerDied(Claim.Lane lane, Runnable revival) {
        claims.workerDied(lane, surroundings.deaths(), revival);
    }

    /** Waits for the database if it is away: it comes back, and the lane keeps its heartbeat meanwhile. */
    private Optional<Claim> claim(Turn turn, boolean alone) {
        Claims.Request request = new Claims.Request(
                turn.lane(), surroundings.node() + "/" + UUID.randomUUID(), surroundings.deaths(), alone, turn.held());
        boolean told = false;
        while (!turn.stopping().getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            try {
                return claimOrDraw(request, turn);
            } catch (RuntimeException failed) {
                if (surroundings.rows().reachable()) {
                    throw failed;
                }
                if (!told) {
                    LOG.warn("The database is away; lane {} waits for it", turn.lane(), failed);
                    told = true;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
        return Optional.empty();
    }

    /** Where nothing waits, the next trials may be there to be drawn. */
    private Optional<Claim> claimOrDraw(Claims.Request request, Turn turn) {
        Optional<Claim> claim = claims.next(request);
        while (claim.isEmpty()
                && !turn.stopping().getAsBoolean()
                && surroundings.draws().next(turn.lane(), turn.held())) {
            claim = claims.next(request);
        }
        return claim;
    }

    /** A claim that could not be given back at shutdown stays among the open ones, which tries again. */
    private void train(Turn turn, Instant itsTime, Claim claim, boolean alone) {
        surroundings.open().add(claim, turn.release());
        try {
            train(claim, (now, remaining) -> recruit(turn, itsTime, now, remaining), turn.stopping(), alone);
        } finally {
            if (!turn.stopping().getAsBoolean()) {
                surroundings.open().remove(claim);
            }
        }
        if (turn.stopping().getAsBoolean()) {
            claims.giveBack(claim);
            surroundings.open().remove(claim);
        }
    }

    /** As a pack may be claimed after this one, trials may join it: not where others come first. */
    private List<Claim.Member> recruit(Turn turn, Instant itsTime, Claim claim, Set<Integer> remaining) {
        if (turn.stopping().getAsBoolean() || othersComeFirst(claim, itsTime)) {
            return List.of();
        }
        List<Claim.Member> joining = claims.join(claim, remaining, turn.held());
        boolean draws = claim.plan().lag().isPresent() && remaining.size() < claim.width();
        return joining.isEmpty() && draws && surroundings.draws().next(turn.lane(), turn.held())
                ? claims.join(claim, remaining, turn.held())
                : joining;
    }

    private void train(Claim claim, Steering.Recruiting recruiting, BooleanSupplier stopping, boolean alone) {
        PackReport.Waiting waiting = new PackReport.Waiting(surroundings.rows()::reachable, stopping, RETRY_AFTER);
        PackReport report = new PackReport(claim, reports, waiting, surroundings.meters(), surroundings.steady());
        try (report) {
            report.startTicking(
                    surroundings.reporting(), surroundings.settings().reportEvery());
            train(claim, recruiting, report);
            // A shutdown interrupts what it waits for; what follows still has to reach the database.
            Thread.interrupted();
        } catch (RuntimeException | Error broken) {
            LOG.error(
                    "Training trials {} of experiment {} broke off; they are tried again, each alone",
                    report.claim().numbers(),
                    claim.lane().experimentId(),
                    broken);
            // Memory is everybody's; any other error is of whoever runs into it.
            giveBackBroken(report.claim(), alone || !(broken instanceof OutOfMemoryError), why(broken));
            return;
        }
        if (!stopping.getAsBoolean() && report.leavesTrialsBehind()) {
            LOG.error(
                    "Who trained trials {} of experiment {} has left some of them without saying how they ended; these are"
                            + " tried again, each alone",
                    report.claim().numbers(),
                    claim.lane().experimentId());
            giveBackBroken(report.claim(), true, "its trainer left it without saying how it ended");
        }
    }

    /** Trials whose trainer hangs are not tried again: each try would cost a thread for good. */
    private void train(Claim claim, Steering.Recruiting recruiting, PackReport report) {
        try {
            Split split = splits.of(claim.plan());
            report.begins();
            trainer.train(Packs.of(claim), split, new Steering(report, recruiting, surroundings.steady()));
        } catch (TrainerHangs hangs) {
            LOG.error(
                    "Trials {} of experiment {} have failed, and others train on: {}",
                    report.claim().numbers(),
                    claim.lane().experimentId(),
                    hangs.getMessage());
            report.claim()
                    .numbers()
                    .forEach(each -> report.onEnd(each, new dev.tamis.experiment.End.Failed(hangs.getMessage())));
        }
    }

    private static String why(Throwable broken) {
        return broken instanceof OutOfMemoryError
                ? "the worker ran out of memory (" + broken.getMessage() + ") with a Java heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB; the worker itself lived on"
                : "an error stopped it: " + broken;
    }

    private void giveBackBroken(Claim claim, boolean alone, String why) {
        claims.giveBackBroken(claim, surroundings.deaths(), alone, why);
    }

    /** How the turn ends if it ends now; empty if it goes on. */
    private Optional<End> steppingBack(Turn turn, Claim claim, Instant itsTime) {
        try {
            if (turn.stopping().getAsBoolean() || !othersComeFirst(claim, itsTime)) {
                return Optional.empty();
            }
            return Optional.of(end(turn, hasSuccessor(turn.lane()) ? End.OVER : End.TO_BE_CONTINUED));
        } catch (RuntimeException away) {
            LOG.warn("The database is away, so lane {} cannot tell whether others wait", turn.lane(), away);
            return Optional.empty(); // the next claim waits for it
        }
    }

    private boolean othersComeFirst(Claim claim, Instant itsTime) {
        OptionalInt waiting =
                surroundings.rows().highestWaitingBeside(claim.lane().experimentId());
        int priority = claim.plan().terms().priority();
        boolean timeIsUp = !surroundings.steady().instant().isBefore(itsTime);
        return waiting.isPresent() && (waiting.getAsInt() > priority || waiting.getAsInt() == priority && timeIsUp);
    }

    /** Each experiment has one place in the queue: where another lane of it waits already, this one need not. */
    private boolean hasSuccessor(Claim.Lane lane) {
        return surroundings.rows().openLanes(lane.experimentId(), lane.run()).stream()
                .anyMatch(other -> other.waits() && !other.lane().equals(lane));
    }

    private static End end(Turn turn, End end) {
        return turn.held().getAsBoolean() ? end : End.LOST;
    }
}
