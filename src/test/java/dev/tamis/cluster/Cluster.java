package dev.tamis.cluster;

import static org.awaitility.Awaitility.await;

import dev.tamis.mainjob.QuickStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL and nodes on it. Every process ends with it, or with this JVM; logs stay under {@code target/cluster}, and
 * their ends are printed when a test fails whose extension this is; as such it ends after the last test.
 */
final class Cluster implements AutoCloseable, AfterTestExecutionCallback, AfterAllCallback {

    /** What makes a silent node count as dead after four seconds, and lets one do for a core. */
    static final List<String> QUICK = List.of(
            "--db-scheduler.heartbeat-interval=1s",
            "--db-scheduler.missed-heartbeats-limit=4",
            "--spring.datasource.hikari.connection-timeout=2000",
            "--tamis.worker.threads=1",
            "--tamis.worker.pack-width=4");

    /** How long a node may be silent under {@link #QUICK}. */
    static final Duration QUICK_LIMIT = Duration.ofSeconds(4);

    private static final List<String> HEAP = List.of("-Xmx256m");

    private final Path directory;
    private final Database database;
    private final List<String> settings;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::endProcesses, "cluster-end");

    /** @param settings options of all nodes */
    Cluster(List<String> settings) {
        this.directory = newDirectory();
        this.settings = settings;
        this.database = new Database(directory.resolve("postgres"));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Database database() {
        return database;
    }

    /** A node that answers and does not train. */
    Node api(String name, String... options) {
        return node(name, List.of(), List.of("--tamis.worker.enabled=false"), options);
    }

    /** A node that trains and answers nothing but health. */
    Node worker(String name, String... options) {
        return node(name, List.of(), List.of("--tamis.api.enabled=false"), options);
    }

    /** A worker that has one core and no other. */
    Node workerOnCore(int core, String name, String... options) {
        return node(
                name,
                List.of("taskset", "-c", String.valueOf(core)),
                List.of("--tamis.api.enabled=false", "--tamis.worker.threads=1"),
                options);
    }

    /** Lets time go by that is itself part of a fault: there is nothing else to wait for. */
    static void pass(Duration time) {
        await("%s to pass".formatted(time))
                .pollDelay(time)
                .atMost(time.plusMinutes(1))
                .until(() -> true);
    }

    /** Waits for all nodes, which start side by side; those that a test has left dead or frozen come back, and the database. */
    void ready() {
        database.start();
        nodes.forEach(Node::thaw);
        nodes.forEach(Node::start);
        nodes.forEach(Node::awaitReady);
    }

    /** Ends a node for good. */
    void dismiss(Node node) {
        nodes.remove(node);
        node.close();
    }

    /** What the database says of an experiment, by the path that its submission was answered with. */
    StoredExperiment stored(String path) {
        return new StoredExperiment(path.substring(path.lastIndexOf('/') + 1), database.sql());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.err.println("Logs of " + context.getDisplayName());
            nodes.forEach(node -> System.err.println(node.name() + ", " + node.endOfLog()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        endProcesses();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private synchronized void endProcesses() {
        nodes.forEach(Node::close);
        database.close();
    }

    private Node node(String name, List<String> prefix, List<String> kind, String... options) {
        Map<String, String> all = new LinkedHashMap<>();
        Stream.of(
                        List.of(
                                "--spring.datasource.url=" + database.url(),
                                "--db-scheduler.scheduler-name=" + name,
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=WARN",
                                "--logging.level.dev.tamis=INFO"),
                        settings,
                        kind,
                        List.of(options))
                .flatMap(List::stream)
                // the last word counts: Spring would make a list of both
                .forEach(option -> all.put(option.substring(0, option.indexOf('=')), option));
        Node node = new Node(name, QuickStart.launch(prefix, HEAP, directory, List.copyOf(all.values())));
        nodes.add(node);
        return node;
    }

    /** A new directory among those that logs are kept in. */
    private static Path newDirectory() {
        try {
            Path all = Files.createDirectories(Path.of("target", "cluster").toAbsolutePath());
            return Files.createTempDirectory(all, "nodes");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
