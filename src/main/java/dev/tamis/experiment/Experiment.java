package dev.tamis.experiment;

import dev.tamis.people.Owned;
import dev.tamis.people.Visibility;
import dev.tamis.search.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** An experiment's row: its plan, its state, and the counters that make progress readable without reading trials. */
@SuppressWarnings("UnusedVariable") // what queries read and nothing here
@Entity
public class Experiment implements Owned {

    @Id
    private UUID id;

    private String owner;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    private String name;
    private String uploadedDataset;
    private String datasetOwner;

    @Enumerated(EnumType.STRING)
    private ExperimentState state;

    private String reason;

    @Convert(converter = PlanConverter.class)
    private Plan plan;

    private String idempotencyKey;
    private Instant createdAt;
    private Instant finishedAt;
    private long ranForMillis;
    private Instant runningSince;

    @Column(name = "run")
    private int run;

    private int lanes;
    private boolean awaitingApproval;
    private long changeNumber;

    /** Everybody who changes the row has locked it. Whoever has not is refused here, before he overwrites what others counted. */
    @Version
    private long version;

    @Embedded
    private TrialCounts counts;

    @Embedded
    private WorkCounts work;

    private long plannedBytes;
    private String waitsFor;
    private String waitsForMemory;
    private Integer bestTrial;
    private Double bestValue;
    private Double bestTie;

    @Enumerated(EnumType.STRING)
    private ConfirmationState confirmation;

    private int repeatsPlanned;
    private int repeatsEnded;

    /** The best value when it last was better than before by as much as counts, and how many trials had ended by then. */
    private Double progressValue;

    private int progressEnded;

    /** For JPA. */
    protected Experiment() {}

    Experiment(UUID id, Possession possession, Plan plan, String idempotencyKey, Instant now) {
        this.id = id;
        this.owner = possession.owner();
        this.visibility = possession.visibility();
        this.name = plan.name();
        this.uploadedDataset = plan.uploadedDataset().map(DatasetChoice::name).orElse(null);
        this.datasetOwner = plan.uploadedDataset().map(DatasetChoice::owner).orElse(null);
        this.state = ExperimentState.RUNNING;
        this.plan = plan;
        this.idempotencyKey = idempotencyKey;
        this.createdAt = now;
        this.runningSince = now;
        this.run = 1;
        this.plannedBytes = StorageLimits.bytes(plan);
        this.counts = new TrialCounts();
        this.work = WorkCounts.none();
    }

    public UUID id() {
        return id;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    public ExperimentState state() {
        return state;
    }

    /** Why the experiment ended, where it did not simply complete; or why it does once its running trials have. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Plan plan() {
        return plan;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** The number of the newest change; pass it to {@link dev.tamis.results.StoredTrials#changedAfter} to hear of later ones. */
    public long changeNumber() {
        return changeNumber;
    }

    /** Why trials of it that might train wait, though it runs, or its final evaluation does: for their owner's share, or for memory; with figures. */
    public Optional<String> waitsFor() {
        return Optional.ofNullable(waitsFor).or(() -> Optional.ofNullable(waitsForMemory));
    }

    /** @param why empty where its owner may have further trials in training */
    void waitForShare(Optional<String> why) {
        if (!Optional.ofNullable(waitsFor).equals(why)) {
            waitsFor = why.orElse(null);
            nextChange();
        }
    }

    /** @param why a pack waits; empty where one need not any more: others that do say so again */
    void waitForMemory(Optional<String> why) {
        if (!Optional.ofNullable(waitsForMemory).equals(why)) {
            waitsForMemory = why.orElse(null);
            nextChange();
        }
    }

    private void waitsForNothing() {
        waitsFor = null;
        waitsForMemory = null;
    }

    public TrialCounts counts() {
        return counts;
    }

    /** The best completed trial so far; of those that have been confirmed, the one with the best mean of its repeats. */
    public Optional<Integer> bestTrial() {
        return Optional.ofNullable(bestTrial);
    }

    /** The best objective value so far; once it has been confirmed, the mean of its trial's repeats. */
    public Optional<Double> bestValue() {
        return Optional.ofNullable(bestValue);
    }

    /** Time spent running, pauses left out; never less than there was at the last report, whatever becomes of the clock. */
    public Duration ranFor(Instant now) {
        Duration before = Duration.ofMillis(ranForMillis);
        return runningSince == null || now.isBefore(runningSince)
                ? before
                : before.plus(Duration.between(runningSince, now));
    }

    /** Keeps the time spent until now, so that a clock that is put back takes no more of it than what passed since. */
    void goesOn(Instant now) {
        if (runningSince != null) {
            Duration ran = ranFor(now);
            ranForMillis = ran.toMillis();
            runningSince = now.minus(ran.minusMillis(ranForMillis));
        }
    }

    /**
     * How long the rest will take if it goes on as until now, weighed by the work of each epoch; empty while no epoch has been
     * reported or nothing runs.
     */
    public Optional<Duration> estimatedRemaining(Instant now) {
        if (state != ExperimentState.RUNNING) {
            return Optional.empty();
        }
        int drawn = counts.drawn();
        int toDraw = isEnding() || isConfirming() ? 0 : trialsInAll() - drawn;
        int toRepeat = confirmation == null ? plan.mostRepeats() : 0;
        return work.remaining(ranFor(now), drawn, toDraw + toRepeat);
    }

    WorkCounts work() {
        return work;
    }

    /** Whether a round has ended and the next one waits for a client to start it. */
    public boolean awaitingApproval() {
        return awaitingApproval;
    }

    int run() {
        return run;
    }

    WorkQueue.Claimant claimant() {
        return new WorkQueue.Claimant(owner, plan.terms().priority());
    }

    int lanes() {
        return lanes;
    }

    void packedInto(int lanes) {
        this.lanes = lanes;
    }

    /** Takes the number of the next change. The caller holds the lock on this row. */
    long nextChange() {
        return ++changeNumber;
    }

    void show(Visibility other) {
        visibility = other;
    }

    void pause(Instant now) {
        if (state != ExperimentState.RUNNING) {
            throw new IllegalTransition("pause", state);
        }
        state = ExperimentState.PAUSED;
        waitsForNothing();
        stopTheWatch(now);
    }

    void resume(Instant now) {
        if (state != ExperimentState.PAUSED) {
            throw new IllegalTransition("resume", state);
        }
        if (awaitingApproval) {
            throw IllegalTransition.betweenRounds(state);
        }
        state = ExperimentState.RUNNING;
        runningSince = now;
        run++;
    }

    /** A round has ended, and a client shall say how it goes on. */
    void awaitApproval(Instant now) {
        pause(now);
        awaitingApproval = true;
    }

    /** The next round starts; lanes of the one before are void. */
    void nextRound(Instant now) {
        if (awaitingApproval) {
            awaitingApproval = false;
            state = ExperimentState.RUNNING;
            runningSince = now;
        }
        run++;
    }

    void cancel(Instant now) {
        if (state.isFinal()) {
            throw new IllegalTransition("cancel", state);
        }
        end(ExperimentState.CANCELLED, "cancelled by a client", now);
    }

    void fail(String why, Instant now) {
        end(ExperimentState.FAILED, why, now);
    }

    void complete(Instant now) {
        end(ExperimentState.COMPLETED, reason, now);
    }

    /** @param why before all trials of its budget */
    void complete(String why, Instant now) {
        end(ExperimentState.COMPLETED, why, now);
    }

    /** No further trial starts; it completes once those in training have ended. */
    void endWhenTrialsHave(String why) {
        reason = why;
    }

    /** Whether it has reached a goal and waits for its running trials. */
    boolean isEnding() {
        return reason != null && !state.isFinal();
    }

    /** What has become of the confirmation of its best trials; empty where nobody has asked for it, and while the search goes on. */
    public Optional<ConfirmationState> confirmation() {
        return Optional.ofNullable(confirmation);
    }

    /** How often its best trials are trained again; at most, while the search goes on. */
    public int repeatsPlanned() {
        return confirmation == null && !state.isFinal() ? plan.mostRepeats() : repeatsPlanned;
    }

    /** How many of the repeats have ended, in whatever way. */
    public int repeatsEnded() {
        return repeatsEnded;
    }

    /** Whether the search is over and its best trials are trained again, or will be once it is resumed. */
    public boolean isConfirming() {
        return confirmation == ConfirmationState.UNDER_WAY;
    }

    /** The search is over. @param why it is, where it has not tried all of its budget; null otherwise */
    void confirms(String why, int repeats, double workOfRepeats) {
        reason = why;
        confirmation = ConfirmationState.UNDER_WAY;
        repeatsPlanned = repeats;
        work.draw(workOfRepeats);
    }

    void repeatEnded(double workOfRepeat) {
        repeatsEnded++;
        work.does(workOfRepeat);
    }

    /** All repeats have ended. */
    void confirmed(Confirmed confirmed) {
        confirmation = confirmed.state();
        confirmed.winner().ifPresent(winner -> {
            bestTrial = winner.number();
            bestValue = winner.mean();
        });
    }

    /** How many trials it will have if it goes on to the end. */
    public int trialsInAll() {
        return Math.max(counts.drawn(), plan.mostTrials());
    }

    /** Whether there are trials that have not started. */
    boolean goesFurther() {
        return counts.waiting() > 0 || counts.drawn() < trialsInAll();
    }

    /** How many trials have ended since one of them was better than all before it. */
    int endedSinceProgress() {
        return counts.ended() - progressEnded;
    }

    /**
     * What a completed trial has reached.
     *
     * @param value of the first objective
     * @param tie what decides between equals; larger is better
     * @param outcome in all regards
     */
    record Score(int trial, double value, double tie, Outcome outcome) {}

    /**
     * A trial has completed. It is the best so far if it keeps to all constraints and its value of the first objective is better; among
     * equals the further objectives decide, then the tie, then the lower number. So it is on the front, where there are several.
     *
     * @param outcomes of completed trials, by number; asked for the best one so far where its value is the very same
     */
    void completed(Score score, IntFunction<Outcome> outcomes) {
        if (!score.outcome().isFeasible()) {
            return;
        }
        double value = score.value();
        Scoring scoring = Scoring.of(plan);
        Stagnation limit = plan.terms().budget().stagnation();
        if (limit != null
                && (progressValue == null || scoring.rank(value) > scoring.rank(progressValue) + limit.by())) {
            progressValue = value;
            progressEnded = counts.ended() + 1;
        }
        if (bestTrial == null || compareToBest(scoring, score, outcomes) < 0) {
            bestTrial = score.trial();
            bestValue = value;
            bestTie = score.tie();
        }
    }

    /** Negative if better than the best so far: the order of the leaderboard. */
    private int compareToBest(Scoring scoring, Score score, IntFunction<Outcome> outcomes) {
        int byRank = Double.compare(scoring.rank(bestValue), scoring.rank(score.value()));
        if (byRank == 0 && scoring.objectives().size() > 1) {
            List<Double> best = outcomes.apply(bestTrial).merits();
            for (int i = 1; byRank == 0 && i < best.size(); i++) {
                byRank = Double.compare(best.get(i), score.outcome().merits().get(i));
            }
        }
        int byTie = Double.compare(bestTie, score.tie());
        return byRank != 0 ? byRank : byTie != 0 ? byTie : Integer.compare(score.trial(), bestTrial);
    }

    private void end(ExperimentState ended, String why, Instant now) {
        state = ended;
        awaitingApproval = false;
        if (isConfirming()) {
            confirmation = ConfirmationState.UNCONFIRMED;
        }
        reason = why;
        waitsForNothing();
        finishedAt = now;
        releaseUnused();
        stopTheWatch(now);
    }

    /** More than its plan says. */
    void stores(long more) {
        plannedBytes += more;
    }

    /** What was never trained will not be stored; what came beside the plan is. */
    private void releaseUnused() {
        long trained = (long) counts.drawn() - counts.waiting();
        long ofPlan = Math.min(plannedBytes, StorageLimits.bytes(plan));
        long used = (long) ((double) ofPlan * trained / plan.terms().budget().maxTrials());
        plannedBytes += used - ofPlan;
    }

    private void stopTheWatch(Instant now) {
        ranForMillis = ranFor(now).toMillis();
        runningSince = null;
    }
}
