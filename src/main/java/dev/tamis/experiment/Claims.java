package dev.tamis.experiment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What workers do to get trials, and to give them back. */
@Component
public class Claims {

    /** How much is kept of why a try broke off; the column takes more, for what is said around it. */
    private static final int WHY_LIMIT = 1_900;

    private final ExperimentRows experiments;
    private final Trials trials;
    private final RoundEnd roundEnd;
    private final Packmates packmates;
    private final WorkQueue queue;
    private final Admission admission;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Claims(
            ExperimentRows experiments,
            Trials trials,
            RoundEnd roundEnd,
            Packmates packmates,
            WorkQueue queue,
            Admission admission,
            JdbcTemplate jdbc,
            Clock clock) {
        this.experiments = experiments;
        this.trials = trials;
        this.roundEnd = roundEnd;
        this.packmates = packmates;
        this.queue = queue;
        this.admission = admission;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an execution of a lane asks for.
     *
     * @param claimedBy unique to the pack it asks for; a repeated request (the answer to the first was lost) has the same
     * @param alone whether the worker trains nothing else, and will not while it trains what it gets: only then does it get
     *     trials that were in company when two workers died
     * @param held whether the execution still holds its lane, asked under the experiment's lock: a worker that was given up
     *     for dead and wakes up does not
     */
    public record Request(Claim.Lane lane, String claimedBy, Deaths deaths, boolean alone, BooleanSupplier held) {}

    /**
     * Claims the next pack of an experiment. Trials that an earlier execution of this lane left running are taken back
     * first: their worker died, for only one execution of a lane holds it at a time. One that has seen a death trains in a
     * pack of its own from then on, and one that has seen two in company on a worker of its own, so that a trial which brings
     * its worker down does not take its neighbours along again. It is FAILED when it was alone often enough: the company of
     * one that does is innocent.
     *
     * @return empty if the experiment has nothing to claim, is not running, or has gone on to another run, or if the lane has
     *     passed to another execution
     */
    @Transactional
    public Optional<Claim> next(Request request) {
        Claim.Lane lane = request.lane();
        Experiment experiment = experiments.lock(lane.experimentId()).orElse(null);
        if (experiment == null || experiment.state() != ExperimentState.RUNNING || experiment.run() != lane.run()) {
            return Optional.empty();
        }
        if (!request.held().getAsBoolean()) {
            return Optional.empty();
        }
        takeBackLeftBehind(experiment, request);
        if (experiment.state() != ExperimentState.RUNNING) {
            return Optional.empty();
        }
        // Time passes without a trial that ends.
        roundEnd.check(experiment, clock.instant());
        if (experiment.state() != ExperimentState.RUNNING) {
            return Optional.empty();
        }
        Packmates.Pack pack = packmates.next(experiment, request.alone());
        if (pack.members().isEmpty()) {
            return Optional.empty();
        }
        Claim claim = new Claim(lane, request.claimedBy(), experiment.plan(), pack.members(), pack.width());
        trials.claim(experiment, claim, request.alone() && claim.members().size() == 1, clock.instant());
        if (pack.others()) {
            queue.widen(lane, experiment.lanes(), experiment.claimant());
        }
        return Optional.of(claim);
    }

    /**
     * Claims trials that join a pack in training, in the places of those that have left it. Another lane is let in where there are more than
     * its share.
     *
     * @param claim of the pack, with all that are in it or have been
     * @param remaining numbers of the trials that are in it, at least one
     * @param held as in {@link Request}
     * @return those that join; none where nothing that waits may, or the pack is no longer whose it was
     */
    @Transactional
    public List<Claim.Member> join(Claim claim, Set<Integer> remaining, BooleanSupplier held) {
        Claim.Lane lane = claim.lane();
        Experiment experiment = experiments.lock(lane.experimentId()).orElse(null);
        if (experiment == null
                || experiment.state() != ExperimentState.RUNNING
                || experiment.run() != lane.run()
                || experiment.counts().waiting() == 0
                || !held.getAsBoolean()) {
            return List.of();
        }
        // Of a request whose answer was lost: nobody trains these.
        trials.takeBackUnknown(experiment, claim);
        List<Claim.Member> joining = packmates.joining(experiment, claim, remaining.size());
        if (!joining.isEmpty()) {
            trials.claim(experiment, new Claim(lane, claim.claimedBy(), claim.plan(), joining), false, clock.instant());
            trials.nowInCompany(experiment, claim);
        }
        return joining;
    }

    /**
     * Whether the owner of a lane's experiment has as many trials in training as they may, so that the lane shall come again later; the
     * experiment then says what it waits for. Lanes that ask at the same moment are all told that there is room: the limit may be passed
     * by a pack for each thread.
     */
    @Transactional
    public boolean hasToWait(Claim.Lane lane) {
        record Told(String owner, Optional<String> waitsFor) {}
        List<Told> running = jdbc.query(
                "select owner, waits_for from experiment where id = ? and state = 'RUNNING' and run = ?",
                (row, number) -> new Told(row.getString(1), Optional.ofNullable(row.getString(2))),
                lane.experimentId(),
                lane.run());
        if (running.isEmpty()) {
            return false;
        }
        Told told = running.get(0);
        Optional<String> why = admission.waitsFor(told.owner());
        if (!why.equals(told.waitsFor())) {
            experiments
                    .lock(lane.experimentId())
                    .filter(each -> each.state() == ExperimentState.RUNNING)
                    .ifPresent(each -> each.waitForShare(why));
        }
        return why.isPresent();
    }

    /**
     * Whether trials of a lane's experiment wait for a worker that trains nothing else.
     *
     * @param lane which has just found nothing to claim in company
     */
    @Transactional(readOnly = true)
    public boolean suspectsWait(Claim.Lane lane) {
        return jdbc.queryForObject("""
                        select count(*) from trial t join experiment e on e.id = t.experiment_id
                        where e.id = ? and e.state = 'RUNNING' and e.run = ? and t.state = 'WAITING'
                            and t.deaths - t.strikes >= 2""", Integer.class, lane.experimentId(), lane.run()) > 0;
    }

    /**
     * The worker that held a lane is dead: its trials go back to WAITING, or are FAILED if too many died with them, for any
     * lane of the experiment to take. Without this they would wait for the lane itself to get a thread again.
     *
     * @param revival what gives the lane to another execution, done in the same transaction: neither without the other
     */
    @Transactional
    public void workerDied(Claim.Lane lane, Deaths deaths, Runnable revival) {
        experiments
                .lock(lane.experimentId())
                .filter(experiment -> experiment.run() == lane.run())
                .ifPresent(experiment -> {
                    takeBackFromDead(experiment, ClaimedBy.lane(lane.number()), deaths);
                });
        revival.run();
    }

    /**
     * The one process that had the database for itself has ended: all trials that were in training go back to WAITING, as
     * after the death of a worker where that counts. All of them together were its company.
     *
     * @return how many
     */
    @Transactional
    public int processEnded(Deaths deaths) {
        List<UUID> running = jdbc.queryForList(
                "select distinct experiment_id from trial where state = 'RUNNING' order by experiment_id", UUID.class);
        int trialsBack = 0;
        for (UUID id : running) {
            Experiment experiment = experiments.lock(id).orElse(null);
            if (experiment != null) { // or it has been removed, and what is left of it is still to be cleared away
                trialsBack += experiment.counts().running();
                takeBackFromDead(experiment, ClaimedBy.anybody(), deaths);
            }
        }
        return trialsBack;
    }

    /** Gives back the trials that the claim still holds: a worker shuts down, and others go on. */
    @Transactional
    public void giveBack(Claim claim) {
        experiments.lock(claim.lane().experimentId()).ifPresent(experiment -> {
            experiment.waitForMemory(Optional.empty());
            trials.takeBack(experiment, ClaimedBy.execution(claim.claimedBy()));
        });
    }

    /**
     * Gives back the trials that the claim still holds because training them broke off: as if the worker had died.
     *
     * @param alone whether nothing but the claimed trials can have caused it: then one that was claimed by itself did
     * @param why in words, as what follows "the last time,"; the beginning is kept of one that is very long
     */
    @Transactional
    public void giveBackBroken(Claim claim, Deaths deaths, boolean alone, String why) {
        String kept = why.length() > WHY_LIMIT ? why.substring(0, WHY_LIMIT) : why;
        experiments.lock(claim.lane().experimentId()).ifPresent(experiment -> {
            trials.takeBackBroken(
                    experiment,
                    ClaimedBy.execution(claim.claimedBy()),
                    alone && claim.numbers().size() == 1,
                    kept);
            failTooOftenDead(experiment, deaths);
        });
    }

    /** Those of the very request that is made again, as if it had never been made; all others as from a dead worker. */
    private void takeBackLeftBehind(Experiment experiment, Request request) {
        ClaimedBy left = ClaimedBy.lane(request.lane().number());
        if (trials.any(experiment, left)) {
            trials.takeBack(experiment, ClaimedBy.execution(request.claimedBy()));
            takeBackFromDead(experiment, left, request.deaths());
        }
    }

    private void takeBackFromDead(Experiment experiment, ClaimedBy whom, Deaths deaths) {
        experiment.waitForMemory(Optional.empty());
        if (deaths.counted()) {
            trials.takeBackBroken(experiment, whom, false, "its worker died");
        } else {
            trials.takeBack(experiment, whom);
        }
        failTooOftenDead(experiment, deaths);
    }

    private void failTooOftenDead(Experiment experiment, Deaths deaths) {
        Instant now = clock.instant();
        if (trials.failTooOftenDead(experiment, deaths, now)) {
            roundEnd.check(experiment, now);
        }
    }
}
