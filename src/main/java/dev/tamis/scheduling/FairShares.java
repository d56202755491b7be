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
 *
 * <p>PostgreSQL takes what it finds in the same transaction, and what another node is about to take is skipped. Rejected: the library's
 * one statement for that, in whose middle nobody can say an order.
 */
final class FairShares extends InstantColumns {

    FairShares(Times times) {
        super(times);
    }

    @Override
    public String createSelectDueQuery(String table, int most, String and, boolean byPriority) {
        return "select queued.* from " + counted(table, and) + inOrder(most);
    }

    /** Rows are locked one by one, and looked at once more when they are: counting locks nothing. */
    @Override
    public String createGenericSelectForUpdateQuery(String table, int most, String and, boolean byPriority) {
        return "select due.* from " + counted(table, and) + " join " + table
                + " due on due.task_name = queued.task_name and due.task_instance = queued.task_instance"
                + " where due.picked = false" + inOrder(most) + " for update of due skip locked";
    }

    /** Its first parameters are whether it is picked, and the time by which it is due; those of a further condition follow. */
    private static String counted(String table, String and) {
        return """
                (
                    select task.*, row_number() over (
                        partition by owner, coalesce(priority, 0) order by execution_time, task_instance) as place
                    from %1$s task where picked = ? and execution_time <= ? %2$s) queued
                left join (
                    select owner as busy_owner, count(*) as threads from %1$s where picked = true group by owner) busy
                    on busy_owner = queued.owner""".formatted(table, and);
    }

    private static String inOrder(int most) {
        return " order by coalesce(queued.priority, 0) desc, place + coalesce(threads, 0), queued.execution_time limit "
                + most;
    }
}
