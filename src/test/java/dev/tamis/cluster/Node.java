package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.mainjob.Service;
import dev.tamis.mainjob.ServiceProcess;
import dev.tamis.mainjob.ServiceProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One node: a process that can die, sleep, and start again under its name. */
final class Node {

    private static final int LINES_OF_LOG = 40;

    private final String name;
    private final Launch launch;
    private final Path log;
    private ServiceProcess process;

    Node(String name, Launch launch) {
        this.name = name;
        this.launch = launch;
        this.log = launch.home().resolve(name + ".log");
        start();
    }

    /** Its scheduler's name too: {@code picked_by} of the tasks that it runs. */
    String name() {
        return name;
    }

    Service service() {
        return process.service();
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** Starts it unless it lives; does not wait. */
    synchronized void start() {
        if (process == null || !process.isAlive()) {
            process = ServiceProcess.launch(launch, log.toFile());
        }
    }

    /** SIGKILL. */
    synchronized void kill() {
        process.kill();
    }

    /** SIGTERM. */
    synchronized void terminate(Duration within) {
        process.terminate(within);
    }

    /** SIGSTOP: it stands still and does not know of it. */
    synchronized void freeze() {
        Signal.STOP.to(process.pid());
    }

    /** SIGCONT, unless it has died meanwhile. */
    synchronized void thaw() {
        if (process.isAlive()) {
            Signal.CONT.to(process.pid());
        }
    }

    void awaitReady() {
        await(name)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(isAlive()).as("%s lives; %s", name, endOfLog()).isTrue();
                    return service().isHealthy();
                });
    }

    synchronized void close() {
        process.close();
    }

    String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size());
            return "end of " + log + ":\n" + String.join("\n", last);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
