package dev.tamis.cluster;

import java.time.Duration;

/** Something that happens to a cluster. A worker is the n-th of those that train at that moment, counted round and round. */
sealed interface Fault {

    /** SIGKILL, and a new process in its place after a while. */
    record Kill(int worker, Duration absence) implements Fault {}

    /** SIGSTOP, and SIGCONT after a while, whatever else happens in between. */
    record Freeze(int worker, Duration sleep) implements Fault {}

    /** PostgreSQL stops, by a crash or in good order, and starts again after a while. */
    record DatabaseAway(boolean crash, Duration absence) implements Fault {}
}
