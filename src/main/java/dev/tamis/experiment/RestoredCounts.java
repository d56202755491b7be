package dev.tamis.experiment;

import static dev.tamis.experiment.RestoredTogether.Check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an archive counts of rows must be as many as it has: nobody counts them again. Each query is for ids of experiments of which that does not hold. */
final class RestoredCounts {

    private static final List<Check> OTHERS = List.of(
            new Check(
                    "experiment", "trials_waiting", "must be 0 once it has ended, and so must be trials_running", """
                    select id from experiment
                    where state not in ('RUNNING', 'PAUSED') and (trials_waiting > 0 or trials_running > 0)"""),
            new Check("experiment", "finished_at", "must be there if it has ended, and only then", """
                    select id from experiment where (state in ('RUNNING', 'PAUSED')) = (finished_at is not null)"""),
            new Check(
                    "experiment",
                    "repeats_planned",
                    "must be as many as it has, and repeats_ended as many as have ended",
                    """
                    select e.id from experiment e left join (select experiment_id, count(*) there,
                        sum(case when state = 'WAITING' then 0 else 1 end) ended from confirmation group by experiment_id) c
                        on c.experiment_id = e.id
                    where repeats_planned <> coalesce(there, 0) or repeats_ended <> coalesce(ended, 0)"""),
            new Check(
                    "experiment",
                    "confirmation",
                    "must be UNDER_WAY while it goes on and repeats wait, and only then",
                    """
                    select id from experiment where (confirmation is null) <> (repeats_planned = 0)
                        or confirmation = 'UNDER_WAY'
                            and (state not in ('RUNNING', 'PAUSED') or repeats_ended >= repeats_planned)
                        or confirmation in ('CONFIRMED', 'TIED') and (state <> 'COMPLETED' or repeats_ended < repeats_planned)"""),
            new Check(
                    "round", "trial_count", "must be as many as it has trials, numbered on from its first_trial", """
                    select r.experiment_id from round r left join (select experiment_id, round, count(*) there,
                        min(number) lowest, max(number) highest from trial group by experiment_id, round) t
                        on t.experiment_id = r.experiment_id and t.round = r.number
                    where trial_count <> coalesce(there, 0) or lowest <> first_trial
                        or highest <> first_trial + trial_count - 1"""),
            new Check("round", "planned", "must be at least its trial_count", """
                    select experiment_id from round where planned < trial_count"""),
            new Check("round", "first_trial", "must follow the last trial of the round before", """
                    select r.experiment_id from round r left join round b
                        on b.experiment_id = r.experiment_id and b.number = r.number - 1
                    where r.first_trial <> coalesce(b.first_trial + b.trial_count, 0)"""),
            new Check("round", "parent", "must be a round before it", """
                    select experiment_id from round where parent >= number"""),
            new Check("trial", "epochs_done", "must be at most its epochs", """
                    select t.experiment_id from trial t join experiment e on e.id = t.experiment_id
                    where epochs_done > epochs or epochs_kept > epochs"""),
            new Check("trial", "best_epoch", "must be at most its epochs_done, and so must be objective_epoch", """
                    select t.experiment_id from trial t join experiment e on e.id = t.experiment_id
                    where best_epoch > epochs_done or objective_epoch > epochs_done"""),
            new Check(
                    "trial", "rank_value", "must be there, with objective_value and metrics, if it has completed", """
                    select t.experiment_id from trial t join experiment e on e.id = t.experiment_id
                    where t.state = 'COMPLETED' and (rank_value is null or objective_value is null or metrics is null)"""),
            new Check("trial", "change_number", "must be at most its experiment's", """
                    select e.id from experiment e join (select experiment_id, max(change_number) highest from trial
                        group by experiment_id) t on t.experiment_id = e.id where highest > change_number"""),
            new Check("measurement", "epoch", "must be at most the epochs of its trial", """
                    select m.experiment_id from (select experiment_id, trial_number, max(epoch) highest from measurement
                        group by experiment_id, trial_number) m join experiment e on e.id = m.experiment_id
                        left join trial t on t.experiment_id = m.experiment_id and t.number = m.trial_number
                    where t.number is null or highest > epochs"""));

    private RestoredCounts() {}

    static List<Check> all() {
        List<Check> all = new ArrayList<>();
        for (TrialState state : TrialState.values()) {
            String column = "trials_" + state.name().toLowerCase(Locale.ROOT);
            all.add(new Check(
                    "experiment", column, "must be as many as there are trials of it", """
                    select e.id from experiment e left join (select experiment_id, count(*) there from trial
                        where state = '%s' group by experiment_id) t on t.experiment_id = e.id
                    where %s <> coalesce(there, 0)""".formatted(state, column)));
        }
        all.addAll(OTHERS);
        return all;
    }
}
