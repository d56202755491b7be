package dev.tamis.experiment;

import dev.tamis.experiment.EnqueuedPoints.Chosen;
import dev.tamis.search.Lag;
import dev.tamis.search.Outcome;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What workers do to get further trials where the sampler learns: see {@link Lag}, and the package's decisions. Points are computed
 * without the experiment's lock, however long that takes; under it they are stored if they are still the next ones.
 */
@Component
public class Draws {

    private static final Logger LOG = LoggerFactory.getLogger(Draws.class);

    private final ExperimentRows experiments;
    private final RoundRows rounds;
    private final RoundTrials roundTrials;
    private final PointsTried tried;
    private final EnqueuedPoints enqueued;
    private final EarlierTrials earlier;
    private final Trials trials;
    private final WorkQueue queue;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    Draws(
            ExperimentRows experiments,
            RoundRows rounds,
            RoundTrials roundTrials,
            PointsTried tried,
            EnqueuedPoints enqueued,
            EarlierTrials earlier,
            Trials trials,
            WorkQueue queue,
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            Clock clock) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.roundTrials = roundTrials;
        this.tried = tried;
        this.enqueued = enqueued;
        this.earlier = earlier;
        this.trials = trials;
        this.queue = queue;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a draw starts from. */
    private record SoFar(Plan plan, int round, Lag.Round searched, List<Lag.Drawn> drawn, List<Chosen> chosen) {}

    /**
     * Draws all trials that may be drawn now. Part of no transaction.
     *
     * @param lane that has found nothing to claim, and will look again: so what is stored is never left lying
     * @param held whether the execution that asks still holds the lane, asked under the lock
     * @return whether there was anything to draw: then the lane looks again, for another may have been faster
     */
    public boolean next(Claim.Lane lane, BooleanSupplier held) {
        SoFar soFar = transactions.execute(status -> soFar(lane).orElse(null));
        if (soFar == null) {
            return false;
        }
        List<Parameters> points;
        try {
            Plan plan = soFar.plan();
            points = plan.lag()
                    .orElseThrow()
                    .draw(plan.drawingSampler(), soFar.searched(), soFar.drawn(), Chosen.points(soFar.chosen()));
        } catch (RuntimeException | Error refused) {
            // It would be refused each time, by every node. What a draw has run out of is there again by now.
            LOG.error("Experiment {} fails, for its next trials cannot be drawn", lane.experimentId(), refused);
            return under(lane, held, soFar, (experiment, round) -> fail(experiment, soFar, refused));
        }
        return !points.isEmpty()
                && under(lane, held, soFar, (experiment, round) -> add(experiment, round, soFar, points));
    }

    /**
     * A trial has ended while others of its pack train on. If that lets further ones be drawn, another lane may do it, and train them;
     * part of the caller's transaction, under the lock.
     */
    void openedBy(Claim.Lane lane, Experiment experiment) {
        if (goesOn(experiment, lane) && experiment.counts().waiting() == 0) {
            experiment
                    .plan()
                    .lag()
                    .filter(lag -> isOpen(lag, experiment.id(), latest(experiment)))
                    .ifPresent(lag -> queue.widen(lane, experiment.lanes(), experiment.claimant()));
        }
    }

    private interface Change {
        void to(Experiment experiment, Round round);
    }

    /**
     * Changes nothing where the trials have been drawn meanwhile.
     *
     * @return false where the lane has passed to another execution, or the experiment does not go on
     */
    private boolean under(Claim.Lane lane, BooleanSupplier held, SoFar soFar, Change change) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Experiment experiment = experiments.lock(lane.experimentId()).orElse(null);
            if (experiment == null || !goesOn(experiment, lane) || !held.getAsBoolean()) {
                return false;
            }
            Round latest = latest(experiment);
            if (latest.number() == soFar.round()
                    && latest.trialCount() == soFar.drawn().size()
                    && enqueued.of(experiment.id()).equals(soFar.chosen())) {
                change.to(experiment, latest);
            }
            return true;
        }));
    }

    private void add(Experiment experiment, Round round, SoFar soFar, List<Parameters> points) {
        try {
            roundTrials.add(
                    experiment, round, roundTrials.batch(experiment, round.trialCount(), points, soFar.chosen()));
            enqueued.take(
                    experiment.id(), Math.min(points.size(), soFar.chosen().size()));
        } catch (InvalidField refused) {
            fail(experiment, soFar, refused);
        }
    }

    private void fail(Experiment experiment, SoFar soFar, Throwable refused) {
        int next = soFar.searched().first() + soFar.drawn().size();
        Instant now = clock.instant();
        experiment.fail("trial " + next + " cannot be drawn: " + why(refused), now);
        trials.endUnfinished(experiment, new End.Cancelled("the experiment failed"), now);
    }

    private static String why(Throwable refused) {
        if (refused instanceof OutOfMemoryError) {
            return "its sampler ran out of memory (" + refused.getMessage() + ") with a Java heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
        }
        return refused instanceof Error ? "its sampler broke off with " + refused : refused.getMessage();
    }

    private Optional<SoFar> soFar(Claim.Lane lane) {
        return experiments
                .findById(lane.experimentId())
                .filter(experiment -> goesOn(experiment, lane))
                .flatMap(experiment -> experiment.plan().lag().flatMap(lag -> {
                    Plan plan = experiment.plan();
                    Round round = latest(experiment);
                    if (!isOpen(lag, experiment.id(), round)) {
                        return Optional.empty();
                    }
                    return Optional.of(new SoFar(
                            plan,
                            round.number(),
                            new Lag.Round(
                                    round.space(),
                                    plan.roundSeed(round.number()),
                                    round.firstTrial(),
                                    round.planned(),
                                    tried.before(plan, experiment.id(), round.space(), round.firstTrial()),
                                    earlier.prior(plan, experiment.id())),
                            drawn(plan, experiment.id(), round),
                            enqueued.of(experiment.id())));
                }));
    }

    /** Whether there is a trial that may be drawn now. */
    private boolean isOpen(Lag lag, UUID experimentId, Round round) {
        int ended = firstOpen(experimentId, round) - round.firstTrial();
        return lag.reach(ended, round.planned()) > round.trialCount();
    }

    private static boolean goesOn(Experiment experiment, Claim.Lane lane) {
        return experiment.state() == ExperimentState.RUNNING
                && experiment.run() == lane.run()
                && !experiment.isEnding();
    }

    private Round latest(Experiment experiment) {
        List<Round> all = rounds.ofExperiment(experiment.id());
        return all.get(all.size() - 1);
    }

    /** Number of the first trial of a round that has not ended, or of the first one that has not been drawn. */
    private int firstOpen(UUID experimentId, Round round) {
        Integer open = jdbc.queryForObject(
                "select min(number) from trial where experiment_id = ? and state in ('WAITING', 'RUNNING')",
                Integer.class,
                experimentId);
        return open == null ? round.lastTrial() + 1 : open;
    }

    /** Whatever has ended is frozen, so it does not matter when it is read. */
    private List<Lag.Drawn> drawn(Plan plan, UUID experimentId, Round round) {
        Scoring scoring = Scoring.of(plan);
        String columns = scoring.isManifold() ? ", " + Scoring.COLUMNS : "";
        return jdbc.query(
                "select parameters, state, rank_value" + columns
                        + " from trial where experiment_id = ? and number between ? and ? order by number",
                (row, index) -> drawn(row, scoring),
                experimentId,
                round.firstTrial(),
                round.lastTrial());
    }

    private static Lag.Drawn drawn(ResultSet row, Scoring scoring) throws SQLException {
        Parameters point = StoredJson.read(row.getString(1), Parameters.class);
        boolean ended = TrialState.valueOf(row.getString(2)).isFinal();
        double rank = row.getDouble(3);
        boolean unranked = row.wasNull() || !Double.isFinite(rank);
        if (!unranked && scoring.isManifold()) {
            return new Lag.Drawn(point, ended, scoring.outcome(row));
        }
        return new Lag.Drawn(point, ended, unranked ? Optional.empty() : Optional.of(Outcome.of(rank)));
    }
}
