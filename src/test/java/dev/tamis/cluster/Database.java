package dev.tamis.cluster;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL of its own that can go away, and come back on the same port with the same data. */
final class Database implements AutoCloseable {

    private static final String CONNECTIONS = "250";

    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    Database(Path directory) {
        this.directory = directory;
        this.port = freePort();
        start();
    }

    /** Does nothing if it runs. */
    synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("max_connections", CONNECTIONS)
                    // synchronous_commit is off here by the library's default: nodes ask for what they need by
                    // themselves
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As an administrator stops it: open transactions are broken off, connections closed, everything is on disk. */
    synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            server = null;
        }
        awaitEnd();
    }

    /** As a crash leaves it: the next start repeats its log. */
    synchronized void crash() {
        Signal.QUIT.to(processId());
        awaitEnd();
        stop();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** Asks with a new connection each time, so that no answer depends on what the server went through before. */
    JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource(url() + "&connectTimeout=5&socketTimeout=30"));
    }

    @Override
    public synchronized void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path processFile() {
        return directory.resolve("postmaster.pid");
    }

    private long processId() {
        try {
            return Long.parseLong(Files.readAllLines(processFile()).get(0).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitEnd() {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(processFile()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
