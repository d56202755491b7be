package dev.tamis.backup;

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

    /** Part of the transaction of a restore, once all rows are there: makes void what the nodes of another service held. */
    default void restored() {}

    /** After a restore, when all of it is there for good: forgets what this process has known of before. */
    default void brought() {}
}
