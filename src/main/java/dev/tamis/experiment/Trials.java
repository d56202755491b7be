package dev.tamis.experiment;

import dev.tamis.search.Barrier;
import dev.tamis.search.Outcome;
import dev.tamis.space.Parameters;
import jakarta.persistence.EntityManager;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * The one home of what becomes of trials: they are drawn, claimed, reported on, ended and taken back here, and nobody else writes
 * their rows. With each row goes what the experiment's row tells of it: how many trials are in which state, their work, and the
 * number of the change. The caller holds the lock on the experiment's row.
 */
@Component
class Trials {

    private static final int TRIALS_IN_A_CHANGE = 100;

    private static final String ENDS = """
            update trial set state = :state, reason = :reason, finished_at = :now, rank_value = :rank,
                violation = :violation, change_number = :change
            where experiment_id = :experiment and number = :number""";

    /** What was measured of a trial is to be measured again. */
    private static final String UNMEASURED = " epochs_done = 0, metrics = null, best_metrics = null, best_epoch = null,"
            + " objective_epoch = null, objective_value = null, objective_spread = null, tie_value = null, training_seconds = null";

    /** Added to the pack of a trial that nobody may claim yet. */
    static final int BEHIND_ALL = 1_000_000_000;

    private static final String AMONG = " where experiment_id = :experiment and number in (:numbers)";

    private final NamedParameterJdbcTemplate jdbc;
    private final EntityManager entities;
    private final Curves curves;
    private final FinishedTrials finished;

    Trials(NamedParameterJdbcTemplate jdbc, EntityManager entities, Curves curves, FinishedTrials finished) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.curves = curves;
        this.finished = finished;
    }

    /**
     * A trial that is to wait.
     *
     * @param epochWork see {@link WorkQueue.Packing#stepWork}
     * @param weights see {@link WorkQueue.Packing#weights}
     * @param note of whoever chose it; null where a sampler drew it
     */
    record Draw(Parameters parameters, int pack, int epochs, double epochWork, long weights, String note) {

        double work() {
            return epochs * epochWork;
        }
    }

    /**
     * Further trials of a round wait from now on. Not as entities: Hibernate would keep and check 100,000 of them. Each hundred is a change
     * of its own, for whoever follows changes gets each of them whole.
     */
    void draw(Experiment experiment, Round round, List<Draw> drawn) {
        experiment.counts().draw(drawn.size());
        drawn.forEach(each -> experiment.work().draw(each.work()));
        int number = round.lastTrial() + 1;
        round.drew(drawn.size());
        entities.flush();
        for (int from = 0; from < drawn.size(); from += TRIALS_IN_A_CHANGE) {
            long change = experiment.nextChange();
            List<SqlParameterSource> rows = new ArrayList<>();
            for (Draw each : drawn.subList(from, Math.min(from + TRIALS_IN_A_CHANGE, drawn.size()))) {
                rows.add(row(experiment, number++, change, each).addValue("round", round.number()));
            }
            write("""
                    insert into trial (experiment_id, number, round, pack, state, parameters, attempt, deaths, epochs,
                        epoch_work, weights, epochs_done, note, change_number)
                    values (:experiment, :number, :round, :pack, 'WAITING', :parameters, 0, 0, :epochs,
                        :epochWork, :weights, 0, :note, :change)""", rows);
        }
    }

    /** Trials that wait and that a sampler drew at one of these points: their numbers by point. */
    Map<Parameters, Integer> waitingAt(Experiment experiment, List<Parameters> points) {
        Map<Parameters, Integer> numbers = new HashMap<>();
        jdbc.query(
                """
                select number, parameters from trial where experiment_id = :experiment and state = 'WAITING'
                    and note is null and barrier is null and parameters in (:points) order by number""",
                new MapSqlParameterSource("experiment", experiment.id())
                        .addValue(
                                "points", points.stream().map(StoredJson::write).toList()),
                row -> {
                    numbers.putIfAbsent(StoredJson.read(row.getString(2), Parameters.class), row.getInt(1));
                });
        return numbers;
    }

    /** Numbers of the last trials that a sampler drew and that no worker has taken yet, in descending order. */
    List<Integer> lastUntouched(Experiment experiment, int most) {
        return jdbc.queryForList(
                """
                select number from trial where experiment_id = :experiment and state = 'WAITING'
                    and attempt = 0 and note is null order by number desc fetch first :most rows only""", new MapSqlParameterSource("experiment", experiment.id()).addValue("most", most), Integer.class);
    }

    /** The pack of the next points that somebody chooses: below all that samplers drew, above what was chosen before. */
    int nextChosenPack(Experiment experiment) {
        return jdbc.queryForObject(
                "select coalesce(max(pack), :lowest) + 1 from trial where experiment_id = :experiment and pack < 0",
                new MapSqlParameterSource("experiment", experiment.id()).addValue("lowest", -1_000_000_000),
                Integer.class);
    }

    /** A trial that waits and that no worker has taken, or that is of this very point, is this one from now on, and the next. */
    void replace(Experiment experiment, int number, Draw by) {
        double before = jdbc.queryForObject(
                "select epochs * epoch_work from trial where experiment_id = :experiment and number = :number",
                row(experiment, number, 0),
                Double.class);
        experiment.work().exchange(before, by.work());
        write("""
                update trial set pack = :pack, parameters = :parameters, epochs = :epochs, epoch_work = :epochWork,
                    weights = :weights, note = :note, change_number = :change
                where experiment_id = :experiment and number = :number""", List.of(row(experiment, number, experiment.nextChange(), by)));
    }

    /** Waiting trials are in training from now on. @param alone whether it is one, and the worker trains nothing else */
    void claim(Experiment experiment, Claim claim, boolean alone, Instant now) {
        List<Integer> numbers = claim.numbers();
        long change = experiment.nextChange();
        write(
                """
                update trial set state = 'RUNNING', lane = :lane, claimed_by = :claimedBy, alone = :alone,
                    attempt = attempt + 1, started_at = :now, change_number = :change
                where experiment_id = :experiment and number = :number""",
                rows(
                        numbers,
                        number -> row(experiment, number, change)
                                .addValue("lane", claim.lane().number())
                                .addValue("claimedBy", claim.claimedBy())
                                .addValue("alone", alone)
                                .addValue("now", at(now))));
        move(experiment, TrialState.WAITING, TrialState.RUNNING, numbers.size());
    }

    /** What a claim's name stands for and the claim does not know waits again: it has never been trained. */
    void takeBackUnknown(Experiment experiment, Claim claim) {
        ClaimedBy ours = ClaimedBy.execution(claim.claimedBy());
        ClaimedBy unknown = new ClaimedBy(
                ours.condition() + " and number not in (:known)",
                Map.of("claimedBy", claim.claimedBy(), "known", claim.numbers()));
        if (any(experiment, unknown)) {
            takeBack(experiment, unknown);
        }
    }

    /** A pack of one has others from now on. */
    void nowInCompany(Experiment experiment, Claim claim) {
        ClaimedBy ours = ClaimedBy.execution(claim.claimedBy());
        jdbc.update(
                "update trial set alone = false where alone = true and " + ours.condition(), ours.of(experiment.id()));
    }

    /** Where the trials stand that a claim still holds, by number. */
    Map<Integer, Standing> held(Experiment experiment, Claim claim) {
        Map<Integer, Standing> standings = new TreeMap<>();
        ClaimedBy claimed = ClaimedBy.execution(claim.claimedBy());
        Scoring scoring = Scoring.of(experiment.plan());
        jdbc.query(
                "select " + Standing.COLUMNS + " from trial where " + claimed.condition(),
                claimed.of(experiment.id()),
                row -> {
                    standings.put(row.getInt("number"), new Standing(scoring, row));
                });
        return standings;
    }

    /**
     * Stores what running trials have measured, and then how some of them ended.
     *
     * @param held where they stand; goes on with the results
     * @param results in the order of the epochs, none of them stored before
     */
    void report(
            Experiment experiment,
            Map<Integer, Standing> held,
            List<Measurement> results,
            List<TrialEnd> ends,
            Instant now) {
        long change = experiment.nextChange();
        results.forEach(each -> held.get(each.trialNumber()).add(each));
        List<Standing> measured =
                held.values().stream().filter(Standing::isMeasured).toList();
        measured.forEach(each -> experiment.work().does(each.workReported()));
        curves.write(experiment, held, results);
        write(
                "update trial set " + Standing.ASSIGNMENTS
                        + ", change_number = :change where experiment_id = :experiment and number = :number",
                rows(measured, each -> row(experiment, each.number(), change).addValues(each.values())));
        List<SqlParameterSource> ended = new ArrayList<>();
        for (TrialEnd told : ends) {
            Standing standing = held.get(told.number());
            TrialEnd end = standing.checked(told);
            experiment.work().spare(standing.workLeft());
            MapSqlParameterSource row = row(experiment, end, change, now);
            if (end.state() == TrialState.COMPLETED) {
                Outcome outcome = standing.outcome();
                row.addValue("rank", standing.rank()).addValue("violation", outcome.violation());
                experiment.completed(
                        new Experiment.Score(end.number(), standing.objectiveValue(), standing.tie(), outcome),
                        best -> outcome(experiment, best));
            }
            ended.add(row);
            move(experiment, TrialState.RUNNING, end.state(), 1);
        }
        write(ENDS, ended);
    }

    /** What a completed trial came to, in all regards. */
    private Outcome outcome(Experiment experiment, int number) {
        Scoring scoring = Scoring.of(experiment.plan());
        return jdbc.queryForObject(
                        "select " + Scoring.COLUMNS
                                + " from trial where experiment_id = :experiment and number = :number",
                        row(experiment, number, 0),
                        (row, index) -> scoring.outcome(row))
                .orElseThrow();
    }

    /**
     * Waiting trials fail that training has broken off with too often. Reads every one of them, so only where one may have died once
     * more.
     *
     * @return whether there were any
     */
    boolean failTooOftenDead(Experiment experiment, Deaths deaths, Instant now) {
        List<TrialEnd> hopeless = new ArrayList<>();
        jdbc.query(
                """
                select number, deaths, reason, epochs * epoch_work as work from trial
                where experiment_id = :experiment and state = 'WAITING' and deaths > :allowed and strikes >= :strikes""",
                new MapSqlParameterSource("experiment", experiment.id())
                        .addValue("allowed", deaths.allowed())
                        .addValue("strikes", deaths.strikesAllowed()),
                row -> {
                    hopeless.add(TrialEnd.failed(
                            row.getInt("number"), Deaths.told(row.getInt("deaths"), row.getString("reason"))));
                    experiment.work().spare(row.getDouble("work"));
                });
        if (hopeless.isEmpty()) {
            return false;
        }
        long change = experiment.nextChange();
        write(ENDS, rows(hopeless, each -> row(experiment, each, change, now)));
        move(experiment, TrialState.WAITING, TrialState.FAILED, hopeless.size());
        return true;
    }

    /**
     * Whatever has not ended yet ends so. By hundreds, each a change of its own, as they were drawn: a follower gets a change whole, and
     * for a statement on more rows than it holds in memory H2 writes them to its file first.
     */
    void endUnfinished(Experiment experiment, End end, Instant now) {
        endAll(experiment, List.of(TrialState.WAITING, TrialState.RUNNING), end, now);
    }

    /** What waits ends so, what trains goes on; by hundreds, too. */
    void endWaiting(Experiment experiment, End end, Instant now) {
        endAll(experiment, List.of(TrialState.WAITING), end, now);
    }

    private void endAll(Experiment experiment, List<TrialState> states, End end, Instant now) {
        entities.flush();
        MapSqlParameterSource ends = new MapSqlParameterSource("experiment", experiment.id())
                .addValue("ended", TrialEnd.stateAfter(end).name())
                .addValue("reason", end.reason().orElse(null), Types.VARCHAR)
                .addValue("now", at(now))
                .addValue("change", experiment.nextChange());
        List<Integer> unfinished = jdbc.queryForList(
                """
                select number from trial where experiment_id = :experiment and state in (:states)
                order by number""",
                ends.addValue("states", states.stream().map(TrialState::name).toList()),
                Integer.class);
        for (int from = 0; from < unfinished.size(); from += TRIALS_IN_A_CHANGE) {
            int last = Math.min(from + TRIALS_IN_A_CHANGE, unfinished.size()) - 1;
            if (from > 0) {
                ends.addValue("change", experiment.nextChange());
            }
            ends.addValue("first", unfinished.get(from)).addValue("last", unfinished.get(last));
            for (TrialState state : states) {
                int moved = jdbc.update("""
                        update trial set state = :ended, reason = :reason, finished_at = :now, change_number = :change
                        where experiment_id = :experiment and number between :first and :last and state = :state""", ends.addValue("state", state.name()));
                move(experiment, state, TrialEnd.stateAfter(end), moved);
            }
        }
    }

    /**
     * Those of a claim that have come to a barrier wait there, their measurements kept.
     *
     * @return their numbers
     */
    List<Integer> hold(Experiment experiment, ClaimedBy whom, Barrier barrier) {
        entities.flush();
        List<Integer> come = jdbc.queryForList(
                "select number from trial where " + whom.condition()
                        + " and barrier is null and note is null and epochs_done >= :steps and epochs > :steps",
                whom.of(experiment.id()).addValue("steps", barrier.steps()),
                Integer.class);
        if (come.isEmpty()) {
            return come;
        }
        jdbc.update(
                """
                update trial set state = 'WAITING', barrier = 'HELD', pack = pack + :behind, lane = null, claimed_by = null,
                    alone = false, epochs_kept = greatest(epochs_kept, epochs_done), change_number = :change\
                """ + AMONG,
                numbers(experiment, come, number -> number)
                        .addValue("behind", BEHIND_ALL)
                        .addValue("change", experiment.nextChange()));
        move(experiment, TrialState.RUNNING, TrialState.WAITING, come.size());
        return come;
    }

    /** Whether trials are on their way to a barrier. */
    boolean anyBefore(Experiment experiment, Barrier barrier) {
        MapSqlParameterSource which =
                new MapSqlParameterSource("experiment", experiment.id()).addValue("steps", barrier.steps());
        return Stream.of("state = 'RUNNING'", "state = 'WAITING' and pack < " + BEHIND_ALL)
                .anyMatch(state -> !jdbc.queryForList(
                                "select 1 from trial where experiment_id = :experiment and " + state
                                        + " and barrier is null and note is null and epochs > :steps"
                                        + " order by experiment_id, state, pack fetch first 1 rows only",
                                which,
                                Integer.class)
                        .isEmpty());
    }

    /** All that wait at a barrier. */
    List<BarrierTurn.Held> held(Experiment experiment, Barrier barrier) {
        Scoring scoring = Scoring.of(experiment.plan());
        return jdbc.query(
                """
                select t.number, m.metrics from trial t join measurement m
                    on m.experiment_id = t.experiment_id and m.trial_number = t.number and m.epoch = :steps
                where t.experiment_id = :experiment and t.state = 'WAITING' and t.barrier = 'HELD'""",
                new MapSqlParameterSource("experiment", experiment.id()).addValue("steps", barrier.steps()),
                (row, index) ->
                        new BarrierTurn.Held(row.getInt(1), scoring.meritOf(PackedDoubles.read(row.getBytes(2)))));
    }

    /** Trials that wait at a barrier end. */
    void endHeld(Experiment experiment, List<TrialEnd> ends, Instant now) {
        for (int from = 0; from < ends.size(); from += TRIALS_IN_A_CHANGE) {
            List<TrialEnd> some = ends.subList(from, Math.min(from + TRIALS_IN_A_CHANGE, ends.size()));
            MapSqlParameterSource which = numbers(experiment, some, TrialEnd::number);
            experiment
                    .work()
                    .spare(jdbc.queryForObject(
                            "select coalesce(sum((epochs - epochs_done) * epoch_work), 0) from trial" + AMONG,
                            which,
                            Double.class));
            long change = experiment.nextChange();
            write(ENDS, rows(some, each -> row(experiment, each, change, now)));
            move(experiment, TrialState.WAITING, some.get(0).state(), some.size());
        }
    }

    /** Trials that wait at a barrier may be claimed, to train from the beginning. */
    void passBarrier(Experiment experiment, List<Integer> numbers) {
        for (int from = 0; from < numbers.size(); from += TRIALS_IN_A_CHANGE) {
            List<Integer> some = numbers.subList(from, Math.min(from + TRIALS_IN_A_CHANGE, numbers.size()));
            MapSqlParameterSource which = numbers(experiment, some, number -> number);
            experiment
                    .work()
                    .lose(jdbc.queryForObject(
                            "select coalesce(sum(epochs_done * epoch_work), 0) from trial" + AMONG,
                            which,
                            Double.class));
            jdbc.update(
                    "update trial set barrier = 'PASSED', pack = pack - :behind, started_at = null, change_number = :change, "
                            + UNMEASURED + AMONG,
                    which.addValue("behind", BEHIND_ALL).addValue("change", experiment.nextChange()));
        }
    }

    private static <T> MapSqlParameterSource numbers(Experiment experiment, List<T> all, Function<T, Integer> number) {
        return new MapSqlParameterSource("experiment", experiment.id())
                .addValue("numbers", all.stream().map(number).toList());
    }

    boolean any(Experiment experiment, ClaimedBy whom) {
        return jdbc.queryForObject(
                        "select count(*) from trial where " + whom.condition(), whom.of(experiment.id()), Integer.class)
                > 0;
    }

    /** Running trials wait again, to be trained from the start. */
    void takeBack(Experiment experiment, ClaimedBy whom) {
        entities.flush();
        MapSqlParameterSource which = whom.of(experiment.id());
        experiment
                .work()
                .lose(jdbc.queryForObject(
                        "select coalesce(sum(epochs_done * epoch_work), 0) from trial where " + whom.condition(),
                        which,
                        Double.class));
        int moved = jdbc.update(
                """
                update trial set state = 'WAITING', lane = null, claimed_by = null, alone = false, started_at = null,
                    epochs_kept = greatest(epochs_kept, epochs_done), change_number = :change,
                """ + UNMEASURED + " where " + whom.condition(), which.addValue("change", experiment.nextChange()));
        move(experiment, TrialState.RUNNING, TrialState.WAITING, moved);
    }

    /**
     * Running trials wait again, one death older: training them broke off.
     *
     * @param certain whether it was each trial's own doing, also where others were trained beside it
     * @param why kept as their reason until they end otherwise
     */
    void takeBackBroken(Experiment experiment, ClaimedBy whom, boolean certain, String why) {
        jdbc.update(
                """
                update trial set deaths = deaths + 1, strikes = strikes + case when alone or :certain then 1 else 0 end,
                    reason = :why
                where \
                """ + whom.condition(),
                whom.of(experiment.id()).addValue("certain", certain).addValue("why", why));
        takeBack(experiment, whom);
    }

    /**
     * Clears away a piece of what a removed experiment has left.
     *
     * @param most rows at a time
     * @return whether there was anything
     */
    boolean clear(UUID experimentId, int most) {
        MapSqlParameterSource which = new MapSqlParameterSource("experiment", experimentId);
        Integer first = jdbc.queryForObject(
                "select min(number) from trial where experiment_id = :experiment", which, Integer.class);
        return first != null
                && jdbc.update(
                                "delete from trial where experiment_id = :experiment and number < :end",
                                which.addValue("end", first + most))
                        > 0;
    }

    private void move(Experiment experiment, TrialState from, TrialState to, int count) {
        experiment.counts().move(from, to, count);
        if (to.isFinal()) {
            finished.countAfterCommit(to, count);
        }
    }

    private static MapSqlParameterSource row(Experiment experiment, int number, long change) {
        return new MapSqlParameterSource("experiment", experiment.id())
                .addValue("number", number)
                .addValue("change", change);
    }

    private static MapSqlParameterSource row(Experiment experiment, int number, long change, Draw drawn) {
        return row(experiment, number, change)
                .addValue("pack", drawn.pack())
                .addValue("parameters", StoredJson.write(drawn.parameters()))
                .addValue("epochs", drawn.epochs())
                .addValue("epochWork", drawn.epochWork())
                .addValue("weights", drawn.weights())
                .addValue("note", drawn.note(), Types.VARCHAR);
    }

    /** All of {@link #ENDS}, of one that did not complete. Null has a type, or PostgreSQL is asked for it each time. */
    private static MapSqlParameterSource row(Experiment experiment, TrialEnd end, long change, Instant now) {
        return row(experiment, end.number(), change)
                .addValue("state", end.state().name())
                .addValue("reason", end.reason().orElse(null), Types.VARCHAR)
                .addValue("now", at(now))
                .addValue("rank", null, Types.DOUBLE)
                .addValue("violation", 0.0);
    }

    private static <T> List<SqlParameterSource> rows(Collection<T> all, Function<T, SqlParameterSource> row) {
        return all.stream().map(row).toList();
    }

    private void write(String sql, List<SqlParameterSource> rows) {
        jdbc.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }

    /** JDBC drivers of both databases take this type for timestamps with a time zone. */
    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
