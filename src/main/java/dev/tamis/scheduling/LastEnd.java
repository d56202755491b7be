package dev.tamis.scheduling;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the previous process in a home directory ended: of itself, or by somebody's hand. A process that crashes in native code
 * leaves a report; when the kernel takes the largest process because memory is short, it counts that; a kill, a power cut and a
 * restart of the machine leave neither.
 *
 * <p>Each process writes down what the next one needs to tell. The file goes when it ends in good order.
 */
class LastEnd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LastEnd.class);

    private final Path file;
    private final Traces traces;
    private long endedForMemory;
    private boolean begun;

    /** Where the traces are of how processes end. */
    interface Traces {

        /** Changes with each start of the machine. */
        String boot();

        /** How many processes the kernel has ended since then because memory was short; -1 where nobody counts. */
        long endedForMemory();

        /** Where this process would leave its report if it crashed. */
        List<Path> crashReports();

        Instant startedAt();
    }

    LastEnd(Path file, Traces traces) {
        this.file = file;
        this.traces = traces;
    }

    static LastEnd in(Path home) {
        return new LastEnd(home.resolve("process.properties"), new ProcessTraces());
    }

    /**
     * What shows that the previous process ended of itself, in words; empty if nothing does. From now on this one is the
     * previous one of the next.
     */
    synchronized Optional<String> ofItself() {
        Optional<String> ofItself = Files.exists(file) ? read() : Optional.empty();
        begun = true;
        endedForMemory = traces.endedForMemory();
        write();
        return ofItself;
    }

    /** This process lives, so whatever the kernel has ended until now was another. */
    synchronized void alive() {
        long now = traces.endedForMemory();
        if (begun && now != endedForMemory) {
            endedForMemory = now;
            write();
        }
    }

    @Override
    public synchronized void close() {
        if (!begun) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.debug("It tells of an end that leaves no traces, which counts for nothing", stays);
        }
    }

    private Optional<String> read() {
        Properties last = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            last.load(reader);
            return lastReport(last).or(() -> lastKill(last));
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("How the previous process ended cannot be read from {}: {}", file, unreadable.toString());
            return Optional.empty();
        }
    }

    private Optional<String> lastReport(Properties last) throws IOException {
        Instant start = Instant.parse(last.getProperty("started"));
        List<Path> reports = Stream.of(last.getProperty("reports").split("\n"))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .toList();
        for (Path report : reports) {
            if (Files.exists(report)
                    && !Files.getLastModifiedTime(report).toInstant().isBefore(start)) {
                return Optional.of("it crashed, as " + report + " tells");
            }
        }
        return Optional.empty();
    }

    private Optional<String> lastKill(Properties last) {
        long before = Long.parseLong(last.getProperty("memory"));
        boolean more = before >= 0 && traces.endedForMemory() > before;
        return more && traces.boot().equals(last.getProperty("boot"))
                ? Optional.of("the kernel ended it because memory was short")
                : Optional.empty();
    }

    private void write() {
        Properties now = new Properties();
        now.setProperty("boot", traces.boot());
        now.setProperty("memory", String.valueOf(endedForMemory));
        now.setProperty("started", traces.startedAt().toString());
        now.setProperty(
                "reports",
                String.join(
                        "\n", traces.crashReports().stream().map(Path::toString).toList()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                now.store(writer, "How this process can be told to have ended, for the next one");
            }
        } catch (IOException unwritten) {
            LOG.warn(
                    "Should this process crash, the next one will not know, and try the same trials again: {} could not be"
                            + " written: {}",
                    file,
                    unwritten.toString());
        }
    }
}
