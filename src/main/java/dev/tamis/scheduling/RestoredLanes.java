package dev.tamis.scheduling;

import dev.tamis.backup.ColumnRules;
import dev.tamis.backup.MeaninglessRow;
import dev.tamis.backup.TableRules;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.space.Shown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What a backup has of lanes: that they are open, and not who had them. Workers of the service that it was made of are none of the one
 * that it is brought to; their trials wait again, and it counts against none of them.
 */
@Component
class RestoredLanes implements TableRules {

    private static final String TASKS = "scheduled_tasks";
    private static final String LANE = LaneTask.DESCRIPTOR.getTaskName();
    private static final String CONFIRMATION = ConfirmationTask.DESCRIPTOR.getTaskName();
    private static final String EVALUATION = FinalEvaluationTask.DESCRIPTOR.getTaskName();

    private final TaskRows rows;
    private final Claims claims;
    private final WorkerSettings settings;

    RestoredLanes(TaskRows rows, Claims claims, WorkerSettings settings) {
        this.rows = rows;
        this.claims = claims;
        this.settings = settings;
    }

    @Override
    public Set<String> ofNodes() {
        return Set.of("worker");
    }

    /** What is left of experiments that are gone is in nobody's way: a worker would find nothing to do, and there may be none. */
    @Override
    public Set<String> neverEmpty() {
        return Set.of(TASKS);
    }

    @Override
    public Map<String, ColumnRules> columns() {
        return Map.of(
                TASKS,
                new ColumnRules()
                        .person("owner")
                        .any("task_instance", "picked", "picked_by", "priority", "version")
                        .any("execution_time", "last_success", "last_failure", "last_heartbeat")
                        .atLeast(0, "consecutive_failures")
                        .as(String.class, RestoredLanes::requireTask, "task_name")
                        // An object that the scheduler would make of them; no task here has any.
                        .as(
                                byte[].class,
                                data -> ColumnRules.require(data.length == 0, "must be empty", data),
                                "task_data")
                        .together(RestoredLanes::requireInstance));
    }

    private static void requireTask(String name) {
        List<String> all = List.of(LANE, CONFIRMATION, EVALUATION);
        ColumnRules.require(all.contains(name), "must be one of " + all, name);
    }

    private static void requireInstance(Map<String, Object> row) {
        String instance = (String) row.get("task_instance");
        try {
            if (LANE.equals(row.get("task_name"))) {
                LaneTask.lane(instance);
            } else if (CONFIRMATION.equals(row.get("task_name"))) {
                ConfirmationTask.run(instance);
            } else {
                UUID.fromString(instance);
            }
        } catch (RuntimeException unreadable) {
            throw new MeaninglessRow(
                    "task_instance",
                    "must name an experiment, of lanes its run and a number too, and of confirmations its run, but is "
                            + Shown.of(instance));
        }
    }

    @Override
    public void restored() {
        rows.releaseAll();
        rows.allAreDue();
        claims.processEnded(new Deaths(settings.deathsAllowed(), false));
    }
}
