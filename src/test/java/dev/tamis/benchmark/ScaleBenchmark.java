package dev.tamis.benchmark;

import static dev.tamis.experiment.Plans.aPlan;

import dev.tamis.RealPostgres;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.mainjob.ServiceProcess;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What requests and reports cost while the database grows to a million trials: {@code ./mvnw -Pbenchmark verify
 * -Dit.test=ScaleBenchmark}, with {@code -Dtamis.benchmark.trials} for another size.
 */
class ScaleBenchmark {

    private static final int TRIALS = Integer.getInteger("tamis.benchmark.trials", 1_000_000);

    @TempDir
    Path home;

    @Test
    void requestsOnPostgres() throws SQLException {
        String url = System.getProperty("tamis.benchmark.url") != null
                ? System.getProperty("tamis.benchmark.url")
                : RealPostgres.newDatabase().url();
        ScaleTable table = new ScaleTable();
        try (ConfigurableApplicationContext store = StoreContext.on(url);
                Connection connection = store.getBean(DataSource.class).getConnection();
                ServiceProcess process =
                        ServiceProcess.start(home, "--tamis.worker.enabled=false", "--spring.datasource.url=" + url)) {
            ScaledDatabase database = new ScaledDatabase(connection, template(store));
            for (int trials : new int[] {TRIALS / 100, TRIALS / 10, TRIALS}) {
                long start = System.nanoTime();
                database.growTo(trials);
                System.out.printf("%,d trials after %.0f s%n", database.trials(), (System.nanoTime() - start) / 1e9);
                table.column(database.trials(), new ScaleRequests(process.port(), database).measured());
            }
        }
        System.out.println(table);
    }

    private static UUID template(ConfigurableApplicationContext store) {
        return store.getBean(Experiments.class)
                .submit(
                        aPlan().trials(4)
                                .rounds(4, RoundsPlan.Mode.APPROVE)
                                .searched("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LOG))
                                .build(),
                        Optional.empty())
                .experiment()
                .id();
    }
}
