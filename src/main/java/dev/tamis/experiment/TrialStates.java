package dev.tamis.experiment;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Moves many trials of an experiment from state to state at once. The caller holds the lock on the experiment's row. */
@Component
class TrialStates {

    private final JdbcTemplate jdbc;
    private final EntityManager entities;

    TrialStates(JdbcTemplate jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /** All running trials go back to waiting, whoever trains them. */
    void takeBackRunning(Experiment experiment) {
        takeBackWhere(experiment, "state = 'RUNNING'");
    }

    /** The running trials that still hold a claim's token go back to waiting. */
    void takeBack(Experiment experiment, String token) {
        takeBackWhere(experiment, "state = 'RUNNING' and owner = ?", token);
    }

    /**
     * The trials that a lane has left running go back to waiting: those of the very request that is made again as if it had
     * never been made; all others as from a dead worker.
     *
     * @param token of the request
     * @param counted whether it counts as a death
     * @return whether there were any
     */
    boolean takeBackLeftBehind(Experiment experiment, int lane, String token, boolean counted) {
        Integer left = jdbc.queryForObject(
                "select count(*) from trial where experiment_id = ? and state = 'RUNNING' and lane = ?",
                Integer.class,
                experiment.id(),
                lane);
        if (left == 0) {
            return false;
        }
        takeBack(experiment, token);
        takeBackFromDead(experiment, lane, counted);
        return true;
    }

    /** The trials that a lane has left running go back to waiting; where it counts, one death older. */
    void takeBackFromDead(Experiment experiment, int lane, boolean counted) {
        if (counted) {
            blame(experiment, "its worker died", "alone", "state = 'RUNNING' and lane = ?", lane);
        }
        takeBackWhere(experiment, "state = 'RUNNING' and lane = ?", lane);
    }

    /** All trials in training go back to waiting; where it counts, one death older. */
    void takeBackAllFromDead(Experiment experiment, boolean counted) {
        if (counted) {
            blame(experiment, "its worker died", "alone", "state = 'RUNNING'");
        }
        takeBackRunning(experiment);
    }

    /**
     * The running trials that still hold a claim's token go back to waiting, one death older: training them broke off.
     *
     * @param certain whether it was the trial's own doing
     * @param why kept as their reason until they end otherwise
     */
    void takeBackBroken(Experiment experiment, String token, boolean certain, String why) {
        String which = "state = 'RUNNING' and owner = ?";
        blame(experiment, why, certain ? "true" : "alone", which, token);
        takeBackWhere(experiment, which, token);
    }

    /** @param guilty condition for those that have brought it about themselves */
    private void blame(Experiment experiment, String why, String guilty, String which, Object... arguments) {
        jdbc.update(
                "update trial set deaths = deaths + 1, strikes = strikes + case when " + guilty
                        + " then 1 else 0 end, reason = ? where experiment_id = ? and " + which,
                prepend(why, prepend(experiment.id(), arguments)));
    }

    void cancelUnfinished(Experiment experiment, String reason, Instant now) {
        entities.flush();
        long change = experiment.nextChange();
        for (TrialState state : new TrialState[] {TrialState.WAITING, TrialState.RUNNING}) {
            int moved = jdbc.update("""
                    update trial set state = 'CANCELLED', reason = ?, finished_at = ?, change_number = ?
                    where experiment_id = ? and state = ?""", reason, at(now), change, experiment.id(), state.name());
            experiment.counts().move(state, TrialState.CANCELLED, moved);
        }
    }

    /** JDBC drivers of both databases take this type for timestamps with a time zone. */
    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void takeBackWhere(Experiment experiment, String which, Object... arguments) {
        entities.flush();
        UUID id = experiment.id();
        Object[] idAndArguments = prepend(id, arguments);
        experiment
                .work()
                .lose(jdbc.queryForObject(
                        "select coalesce(sum(epochs_done * epoch_work), 0) from trial where experiment_id = ? and "
                                + which,
                        Double.class,
                        idAndArguments));
        int moved = jdbc.update("""
                update trial set state = 'WAITING', lane = null, owner = null, alone = false, started_at = null,
                    epochs_kept = greatest(epochs_kept, epochs_done), epochs_done = 0,
                    train_loss = null, train_accuracy = null, validation_loss = null, validation_accuracy = null,
                    best_epoch = null, best_value = null, best_validation_accuracy = null,
                    objective_epoch = null, objective_value = null, change_number = ?
                where experiment_id = ? and\s""" + which, prepend(experiment.nextChange(), idAndArguments));
        experiment.counts().move(TrialState.RUNNING, TrialState.WAITING, moved);
    }

    private static Object[] prepend(Object first, Object... rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
