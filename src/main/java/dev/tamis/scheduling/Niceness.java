package dev.tamis.scheduling;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a thread steps back behind others that want a processor too, as {@code nice} counts it: 0 not at all, 19 as far as
 * possible; each step takes a fifth of its weight. Java's own priorities do nothing on Linux, unless all of a process runs with
 * special options. Only Linux knows it of single threads; elsewhere nothing happens.
 *
 * @param value 0 to 19: whoever is not the administrator may step back, but never forward again
 */
record Niceness(int value) {

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    /** PRIO_PROCESS with the id 0: in spite of its name the calling thread (setpriority(2), "C library/kernel differences"). */
    private static final int PROCESS = 0;

    private static final int CALLER = 0;

    /** The part of the C library that is needed here. */
    private interface Priorities extends Library {
        int getpriority(int which, int who);

        int setpriority(int which, int who, int value);
    }

    Niceness {
        if (value < 0 || value > 19) {
            throw new IllegalArgumentException("tamis.worker.niceness must be >= 0 and <= 19, but got " + value);
        }
    }

    /** @return whether the calling thread is as nice now; it stays so for its life */
    boolean giveToThisThread() {
        if (value == 0 || !Platform.isLinux()) {
            return false;
        }
        try {
            Priorities system = Native.load("c", Priorities.class);
            // Of a process that was started nicer than this, no thread can be less so.
            return system.getpriority(PROCESS, CALLER) >= value || system.setpriority(PROCESS, CALLER, value) == 0;
        } catch (LinkageError unknown) {
            LOG.warn(
                    "Training competes with answers for processors, since its threads could not be made nicer",
                    unknown);
            return false;
        }
    }

    /** Of the calling thread; 0 where it cannot be told. */
    static int ofThisThread() {
        return Platform.isLinux() ? Native.load("c", Priorities.class).getpriority(PROCESS, CALLER) : 0;
    }
}
