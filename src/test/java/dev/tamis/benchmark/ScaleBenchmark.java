package dev.tamis.benchmark;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;

import dev.tamis.RealPostgres;
import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.mainjob.ServiceProcess;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What requests and reports cost while the database grows to a million trials: {@code ./mvnw -Pbenchmark verify
 * -Dit.test=ScaleBenchmark}, with {@code -Dtamis.benchmark.trials} for another size, {@code -Dtamis.benchmark.seconds} for more
 * calls of what is slow, and {@code -Dtamis.benchmark.url} for another PostgreSQL, whose database must be empty.
 */
class ScaleBenchmark {

    private static final int TRIALS = Integer.getInteger("tamis.benchmark.trials", 1_000_000);

    @TempDir
    Path home;

    @Test
    void onPostgres() throws SQLException {
        String url = Optional.ofNullable(System.getProperty("tamis.benchmark.url"))
                .orElseGet(() -> RealPostgres.newDatabase().url());
        ScaleTable requests = new ScaleTable();
        ScaleTable writes = new ScaleTable();
        try (ConfigurableApplicationContext store = StoreContext.on(url);
                Connection connection = store.getBean(DataSource.class).getConnection()) {
            ScaledDatabase database = new ScaledDatabase(connection, template(store));
            ScaleWrites workers = new ScaleWrites(store);
            try (ServiceProcess process =
                    ServiceProcess.start(home, "--tamis.worker.enabled=false", "--spring.datasource.url=" + url)) {
                database.growTo(sizes()[0]);
                new ScaleRequests(process.port(), database).measured(); // until the JVM has compiled what is called
                for (int trials : sizes()) {
                    long start = System.nanoTime();
                    database.growTo(trials);
                    System.out.printf(
                            "%,d trials after %.0f s%n", database.trials(), (System.nanoTime() - start) / 1e9);
                    requests.column(database.trials(), new ScaleRequests(process.port(), database).measured());
                    writes.column(database.trials(), workers.alone(workers.submit(database.largest())));
                }
            }
            System.out.print(requests);
            System.out.print(writes);
            System.out.print(database.sizes());
            printSubmissions(workers);
            printReports(workers);
            printDeletion(store, database.large());
        }
    }

    /** From 10,000 on: below, workers would run out of trials to claim. */
    private static int[] sizes() {
        return IntStream.of(TRIALS / 100, TRIALS / 10, TRIALS)
                .map(size -> Math.max(10_000, size))
                .distinct()
                .toArray();
    }

    /** A tenth as many trials: the file is for one node. */
    @Test
    void onH2InAFile() throws SQLException {
        ScaleTable requests = new ScaleTable();
        ScaledDatabase database;
        try (ConfigurableApplicationContext store = StoreContext.on("jdbc:h2:file:" + home.resolve("tamis"));
                Connection connection = store.getBean(DataSource.class).getConnection()) {
            database = new ScaledDatabase(connection, template(store));
            database.growTo(TRIALS / 10);
        }
        try (ServiceProcess process = ServiceProcess.start(home, "--tamis.worker.enabled=false")) {
            requests.column(database.trials(), new ScaleRequests(process.port(), database).measured());
        }
        System.out.print(requests);
    }

    private static void printSubmissions(ScaleWrites workers) {
        for (int trials : new int[] {1_000, 10_000, Budget.TRIALS_LIMIT}) {
            long start = System.nanoTime();
            workers.submit(trials);
            System.out.printf(
                    "submission of %,7d trials, without HTTP: %6.0f ms%n", trials, (System.nanoTime() - start) / 1e6);
        }
    }

    private static void printDeletion(ConfigurableApplicationContext store, UUID experiment) {
        long start = System.nanoTime();
        store.getBean(Experiments.class).delete(LOCAL, experiment);
        System.out.printf("%nDeletion of the largest experiment: %.0f ms%n", (System.nanoTime() - start) / 1e6);
    }

    private static void printReports(ScaleWrites workers) {
        List<UUID> experiments =
                IntStream.range(0, 16).mapToObj(i -> workers.submit(10_000)).toList();
        System.out.printf(
                "%nReports a second, an epoch of 8 trials each%n%8s %15s %15s%n",
                "threads", "one experiment", "one each");
        for (int threads : new int[] {1, 2, 4, 8, 16}) {
            System.out.printf(
                    "%8d %15.0f %15.0f%n",
                    threads,
                    workers.reportsPerSecond(experiments.subList(0, 1), threads, 3),
                    workers.reportsPerSecond(experiments, threads, 3));
        }
    }

    private static UUID template(ConfigurableApplicationContext store) {
        return store.getBean(Experiments.class)
                .submit(
                        LOCAL,
                        PRIVATE,
                        aPlan().trials(4)
                                .rounds(4, RoundsPlan.Mode.APPROVE)
                                .searched("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LOG))
                                .build(),
                        Optional.empty())
                .experiment()
                .id();
    }
}
