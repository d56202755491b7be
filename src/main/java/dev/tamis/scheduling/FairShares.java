package dev.tamis.scheduling;

/**
 * The order in which free threads take what is due: by priority; then so that owners have equally many threads, and each owner's
 * experiments take turns on theirs.
 *
 * <pre>
 * running   A A A                     A has three threads
 * queue     A1 A2 A3 … A50 B1         by time alone B would wait for fifty turns
 * place     4  5  6  … 53  1          the threads that its owner would have with it
 * taken     B1 A1 A2 …
 * </pre>
 *
 * <p>Places are counted by the database, in the query that looks for what is due: so all nodes count alike, nothing has to be kept in step,
 * and it is a handful of rows for each running experiment.
 */
final class FairShares {

    private FairShares() {}

    /**
     * What is due, in that order.
     *
     * @param table of the tasks
     * @param most rows
     * @param and a further condition on a task's columns, with parameters of its own; or ""
     * @return a query whose first parameters are whether it is picked, and the time by which it is due
     */
    static String due(String table, int most, String and) {
        return """
                select queued.* from (
                    select task.*, row_number() over (
                        partition by owner, coalesce(priority, 0) order by execution_time, task_instance) as place
                    from %1$s task where picked = ? and execution_time <= ? %2$s) queued
                left join (
                    select owner as busy_owner, count(*) as threads from %1$s where picked = true group by owner) busy
                    on busy_owner = queued.owner
                order by coalesce(priority, 0) desc, place + coalesce(threads, 0), execution_time
                limit %3$d""".formatted(table, and, most);
    }
}
