package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service as a process of its own, started from the jar that the build has just packaged, and killed in earnest. */
public final class ServiceProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * What to start, and how.
     *
     * @param prefix of the command line, such as {@code taskset -c 0}
     * @param jvm options such as {@code -Xmx512m}
     * @param home directory of what the service writes
     * @param options such as {@code --tamis.worker.turn=1s}
     */
    public record Launch(List<String> prefix, List<String> jvm, Path jar, Path home, List<String> options) {

        List<String> command(int port) {
            List<String> command = new ArrayList<>(prefix);
            command.add(java());
            command.addAll(jvm);
            command.add("-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"));
            command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--tamis.home=" + home));
            command.addAll(options);
            return command;
        }
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param options such as {@code --tamis.worker.turn=1s}
     */
    public static ServiceProcess start(Path home, String... options) {
        return start(new Launch(List.of(), List.of("-Xmx512m"), jar(), home, List.of(options)));
    }

    /** The same with other options of the virtual machine. */
    public static ServiceProcess startWith(List<String> jvm, Path home) {
        return start(new Launch(List.of(), jvm, jar(), home, List.of()));
    }

    /**
     * The same from {@link QuickStart}, for tests of what a service does rather than how it starts.
     *
     * @param jvm options such as {@code -Xmx512m}
     */
    public static ServiceProcess startQuickly(List<String> jvm, Path home, String... options) {
        return start(QuickStart.launch(List.of(), jvm, home, List.of(options)));
    }

    private static ServiceProcess start(Launch launch) {
        File log =
                launch.home().resolve("service-" + System.nanoTime() + ".log").toFile();
        ServiceProcess started = launch(launch, log);
        // It took 133 s on a machine with five times as much to do as it could; one that has died is noticed at once.
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            assertThat(started.isAlive()).as("see " + log).isTrue();
            return started.answers();
        });
        return started;
    }

    /**
     * Starts it and does not wait.
     *
     * @param log file that its output is added to
     */
    public static ServiceProcess launch(Launch launch, File log) {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(launch.command(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            return new ServiceProcess(process, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public Service service() {
        return new Service(port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: no handler runs, nothing is flushed. A stopped process dies too. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd(Duration.ofSeconds(10));
    }

    /** As {@code kill}: the service shuts down by itself. */
    public void terminate(Duration within) {
        process.destroy();
        waitForEnd(within);
    }

    /** Waits for an end that comes by itself. */
    int exitStatus(Duration within) {
        waitForEnd(within);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void waitForEnd(Duration within) {
        try {
            assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean answers() {
        try {
            return service().send("GET", "/experiments", null).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The command that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the build has just packaged. */
    public static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("tamis-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("package the jar first: ./mvnw verify does"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
