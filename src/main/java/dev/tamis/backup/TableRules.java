package dev.tamis.backup;

import java.util.Map;
import java.util.Set;

/** What a module says of its own tables; all others hold data, and have no row in a service in which nobody has stored any. */
public interface TableRules {

    /** Tables about nodes, which are not in archives and in nobody's way. */
    default Set<String> ofNodes() {
        return Set.of();
    }

    /** Tables that have rows from the start. They are in archives, and a restore puts its rows in place of those. */
    default Set<String> neverEmpty() {
        return Set.of();
    }

    /** What values of each of its tables mean that are in archives, by table: each column has its rule. */
    default Map<String, ColumnRules> columns() {
        return Map.of();
    }

    /**
     * Part of the transaction of a restore, once all rows are there, before any {@link #restored}.
     *
     * @throws MeaninglessRow if one row of them contradicts another
     */
    default void checkTogether() {}

    /** Part of the transaction of a restore, once all rows are there: makes void what the nodes of another service held. */
    default void restored() {}

    /** After a restore, when all of it is there for good: forgets what this process has known of before. */
    default void brought() {}
}
