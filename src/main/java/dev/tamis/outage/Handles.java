package dev.tamis.outage;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.springframework.core.env.Environment;

/**
 * How many files and connections this process may have open, and has. Each client's connection is one of them, so that clients could
 * take all that the database, uploads, training and the loading of classes need.
 *
 * @param limit {@code ulimit -n}
 * @param open now
 */
record Handles(long limit, long open) {

    /** So many connections a service must be able to have. */
    static final int LEAST_CONNECTIONS = 16;

    /** One that is closed keeps its handle until its selector looks again; the next one is let in before that. */
    private static final int OF_A_CONNECTION = 2;

    /** What the JVM opens by itself now and then: classes, native libraries, what health looks at, logs. */
    private static final int OF_THE_PROCESS = 32;

    /** A file that comes in, and one that is made of it. */
    private static final int OF_AN_UPLOAD = 2;

    /** Data that is read, and the file that tells of a crash. */
    private static final int OF_A_TRAINING_THREAD = 2;

    static Handles now() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return new Handles(Long.MAX_VALUE, 0);
        }
        long told = unix.getMaxFileDescriptorCount();
        long limit = told < 0 ? Long.MAX_VALUE : told;
        try {
            return new Handles(limit, unix.getOpenFileDescriptorCount());
        } catch (InternalError none) {
            // To count them takes one.
            return new Handles(limit, limit);
        }
    }

    long left() {
        return limit - open;
    }

    /** What is kept from clients: as much as the settings let this node open beside their connections. */
    static int reserve(Environment settings) {
        int training = settings.getProperty("tamis.worker.enabled", Boolean.class, true)
                ? settings.getProperty("tamis.worker.threads", Integer.class, 1)
                : 0;
        return OF_THE_PROCESS
                + settings.getProperty("spring.datasource.hikari.maximum-pool-size", Integer.class, 16)
                + OF_AN_UPLOAD * settings.getProperty("tamis.api.max-uploads-at-once", Integer.class, 8)
                + OF_A_TRAINING_THREAD * training;
    }

    /**
     * How many connections clients may have.
     *
     * @param wanted where there are handles enough; negative for any number
     * @throws TooLittle where hardly any are left beside the reserve
     */
    int connections(int wanted, int reserve) {
        long most = (left() - reserve) / OF_A_CONNECTION;
        if (most < LEAST_CONNECTIONS) {
            throw TooLittle.handles(limit, open + reserve + OF_A_CONNECTION * LEAST_CONNECTIONS);
        }
        return (int) Math.min(most, wanted < 0 ? Integer.MAX_VALUE : wanted);
    }
}
