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
     * Starts it and waits until it answers.
     *
     * @param options such as {@code --tamis.worker.turn=1s}
     */
    public static ServiceProcess start(Path home, String... options) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"),
                    "-jar",
                    jar().toString(),
                    "--server.port=" + port,
                    "--tamis.home=" + home));
            command.addAll(List.of(options));
            File log = home.resolve("service-" + port + ".log").toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            ServiceProcess started = new ServiceProcess(process, port);
            await().atMost(Duration.ofSeconds(90)).until(() -> {
                assertThat(process.isAlive()).as("see " + log).isTrue();
                return started.answers();
            });
            return started;
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

    /** As {@code kill -9}: no handler runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        waitForEnd(Duration.ofSeconds(10));
    }

    /** As {@code kill}: the service shuts down by itself. */
    void terminate(Duration within) {
        process.destroy();
        waitForEnd(within);
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

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("tamis-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("package the jar first: ./mvnw verify does"));
        }
    }
}
