package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tamis.experiment.Claim;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What lanes ask of the scheduler's table beyond what the library answers. A handful of rows for each running experiment. */
@Component
class TaskRows {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    TaskRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A lane that is open. @param waits whether no worker has it at the moment */
    record OpenLane(Claim.Lane lane, boolean waits) {}

    /** The open lanes of one run of an experiment. */
    List<OpenLane> openLanes(UUID experimentId, int run) {
        return jdbc.query(
                "select task_instance, picked from scheduled_tasks where task_name = ? and task_instance like ?",
                (row, index) -> new OpenLane(LaneTask.lane(row.getString(1)), !row.getBoolean(2)),
                LaneTask.DESCRIPTOR.getTaskName(),
                experimentId + "/" + run + "/%");
    }

    /** A task is an owner's; part of the caller's transaction, in which it has just been written. */
    void belongs(TaskInstance<?> task, String owner) {
        jdbc.update(
                "update scheduled_tasks set owner = ? where task_name = ? and task_instance = ?",
                owner,
                task.getTaskName(),
                task.getId());
    }

    /** The highest priority of the tasks that could run now if a thread were free, an experiment's own lanes left out. */
    OptionalInt highestWaitingBeside(UUID experimentId) {
        Integer highest =
                jdbc.queryForObject("""
                select max(coalesce(priority, 0)) from scheduled_tasks
                where picked = false and execution_time <= ? and task_instance not like ?""", Integer.class, InstantColumns.parameter(clock.instant()), experimentId + "/%");
        return highest == null ? OptionalInt.empty() : OptionalInt.of(highest);
    }

    /**
     * Whether an execution still has its task: nobody has given it up for dead and let another go on. The version of the row
     * goes up whenever the task is picked or revived, so it fences off those who had it before.
     */
    boolean holds(Execution execution) {
        return jdbc.queryForObject(
                        """
                        select count(*) from scheduled_tasks
                        where task_name = ? and task_instance = ? and picked = true and version = ?""",
                        Integer.class,
                        execution.taskInstance.getTaskName(),
                        execution.taskInstance.getId(),
                        execution.version)
                == 1;
    }

    /**
     * Frees the task of an execution that goes on nowhere, because its node stops or is dead, for another; part of the caller's
     * transaction, if there is one. (What the library offers for dead executions commits at once, in the middle of it.)
     *
     * @return false if the execution does not hold the task any more
     */
    boolean release(Execution execution) {
        int released = jdbc.update(
                """
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where task_name = ? and task_instance = ? and picked = true and version = ?""", execution.taskInstance.getTaskName(), execution.taskInstance.getId(), execution.version);
        return released == 1;
    }

    /** Frees the tasks of all executions, whose processes are gone. */
    void releaseAll() {
        jdbc.update("""
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where picked = true""");
    }

    /** No task waits any more for a time that has been set elsewhere. */
    void allAreDue() {
        jdbc.update(
                "update scheduled_tasks set execution_time = ? where execution_time > ?",
                InstantColumns.parameter(clock.instant()),
                InstantColumns.parameter(clock.instant()));
    }

    /** Whether the database answers. */
    boolean reachable() {
        try {
            return jdbc.queryForObject("select 1", Integer.class) == 1;
        } catch (RuntimeException away) {
            return false;
        }
    }
}
