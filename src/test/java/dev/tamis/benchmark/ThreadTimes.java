package dev.tamis.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of a service, by what its threads do, as Linux counts it; zeros elsewhere.
 *
 * @param training of the threads that train and, for a hundredth of the time, claim packs
 * @param machinery of Java's own compiler and garbage collector
 * @param rest scheduling, persistence and HTTP
 */
record ThreadTimes(double training, double machinery, double rest) {

    private static final double TICKS_PER_SECOND = 100;

    private static final List<String> OWN = List.of("C1 ", "C2 ", "G1 ", "GC ", "VM ", "Sweeper", "Service Thread");

    static ThreadTimes of(long process) {
        double[] seconds = new double[3];
        Path tasks = Path.of("/proc", String.valueOf(process), "task");
        if (Files.exists(tasks)) {
            try (Stream<Path> threads = Files.list(tasks)) {
                threads.forEach(thread -> add(thread.resolve("stat"), seconds));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return new ThreadTimes(seconds[0], seconds[1], seconds[2]);
    }

    /** A line such as {@code 17 (tamis-report) S 1 ...}, user and system time being the 12th and 13th field after the name. */
    private static void add(Path stat, double[] seconds) {
        try {
            String line = Files.readString(stat);
            String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            seconds[kind(name)] += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (NoSuchFileException ended) {
            // a thread that is gone has nothing more to say
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int kind(String name) {
        if (name.startsWith("db-scheduler-po")) {
            return 0;
        }
        return OWN.stream().anyMatch(name::startsWith) ? 1 : 2;
    }

    ThreadTimes plus(ThreadTimes before, ThreadTimes after) {
        return new ThreadTimes(
                training + after.training - before.training,
                machinery + after.machinery - before.machinery,
                rest + after.rest - before.rest);
    }

    String shares() {
        double all = training + machinery + rest;
        return String.format(
                "training %.1f %%, Java's compiler and collector %.1f %%, scheduling, persistence and HTTP %.1f %%",
                100 * training / all, 100 * machinery / all, 100 * rest / all);
    }
}
