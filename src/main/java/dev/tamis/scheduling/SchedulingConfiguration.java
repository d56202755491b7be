package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Reports;
import dev.tamis.training.Trainer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what trains: on every node the queue, on workers the lanes that empty it. */
@Configuration
@EnableConfigurationProperties(WorkerSettings.class)
class SchedulingConfiguration {

    @Bean
    PackWidths packWidths(Datasets datasets, WorkerSettings settings) {
        return new PackWidths(datasets, settings.machine(), settings.packWidth());
    }

    /** The parts that only workers have. */
    @Configuration
    @ConditionalOnProperty(name = "tamis.worker.enabled", matchIfMissing = true)
    static class Worker {

        @Bean(destroyMethod = "shutdown")
        ScheduledExecutorService reporting() {
            return Executors.newScheduledThreadPool(2, runnable -> {
                Thread thread = new Thread(runnable, "tamis-report");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Bean
        Task<Void> laneTask(
                Claims claims,
                Reports reports,
                Trainer trainer,
                Datasets datasets,
                WorkerSettings settings,
                ScheduledExecutorService reporting,
                WaitingTasks waiting,
                WorkerMeters meters,
                Clock clock) {
            LaneTraining.Surroundings surroundings =
                    new LaneTraining.Surroundings(nodeName(), settings, reporting, waiting::any, meters, clock);
            return LaneTask.with(
                    new LaneTraining(claims, reports, meters.counting(trainer), new Splits(datasets), surroundings),
                    clock);
        }

        @Bean
        WorkerMeters workerMeters(MeterRegistry registry, WorkerSettings settings) {
            return new WorkerMeters(registry, settings.threads());
        }

        @Bean
        HeartbeatMeters heartbeatMeters(MeterRegistry registry) {
            return new HeartbeatMeters(registry);
        }

        @Bean
        Task<Void> finalEvaluationTask(FinalEvaluations evaluations, Datasets datasets, Trainer trainer) {
            return FinalEvaluationTask.with(new FinalExam(evaluations, datasets, trainer));
        }

        @Bean
        WaitingTasks waitingTasks(JdbcTemplate jdbc, Clock clock) {
            return new WaitingTasks(jdbc, clock);
        }

        @Bean
        OrphanedLanes orphanedLanes(JdbcTemplate jdbc, @Value("${spring.datasource.url}") String databaseUrl) {
            return new OrphanedLanes(jdbc, databaseUrl);
        }

        private static String nodeName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unnamed) {
                return "localhost";
            }
        }
    }

    /** An API node writes tasks and runs none. */
    @Configuration
    @ConditionalOnProperty(name = "tamis.worker.enabled", havingValue = "false")
    static class ApiOnly {

        @Bean
        DbSchedulerStarter neverStarted() {
            return () -> {};
        }
    }
}
