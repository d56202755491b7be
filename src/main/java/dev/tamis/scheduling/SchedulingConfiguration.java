package dev.tamis.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tamis.SteadyTime;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.DatasetHold;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Draws;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Reports;
import dev.tamis.mlp.Trainer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what trains: on every node the queue, on workers the lanes that empty it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class SchedulingConfiguration {

    @Bean
    DatasetHold datasetHold(Datasets datasets) {
        return choice -> datasets.hold(Splits.nameOf(choice), choice.sha256());
    }

    @Bean
    PackWidths packWidths(Datasets datasets, WorkerSettings settings, Workers workers) {
        return new PackWidths(datasets, settings.machine(), workers, settings.packWidth());
    }

    @Bean
    Workers workers(JdbcTemplate jdbc, Heartbeats heartbeats, Clock clock) {
        return new Workers(jdbc, heartbeats.deadAfter(), clock);
    }

    @Bean
    Times times(Clock clock, ObjectProvider<SteadyTime> steady) {
        SteadyTime even = steady.getIfAvailable();
        return even == null ? Times.of(clock) : new Times(clock, even);
    }

    @Bean
    com.github.kagkarlsson.scheduler.Clock librarysClock(Times times) {
        return times.steady()::instant;
    }

    @Bean
    DbSchedulerCustomizer fairShares(Times times) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<JdbcCustomization> jdbcCustomization() {
                return Optional.of(new FairShares(times));
            }
        };
    }

    @Bean
    Heartbeats heartbeats(
            @Value("${db-scheduler.heartbeat-interval}") Duration interval,
            @Value("${db-scheduler.missed-heartbeats-limit}") int missedLimit) {
        return new Heartbeats(interval, missedLimit);
    }

    /** @param missedLimit how many a worker may miss before it counts as dead */
    record Heartbeats(Duration interval, int missedLimit) {

        Duration deadAfter() {
            return interval.multipliedBy(missedLimit);
        }
    }

    /** The parts that only workers have. */
    @Configuration(proxyBeanMethods = false)
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
        @DependsOn("orphanedLanes")
        Task<Void> laneTask(
                Claims claims,
                Reports reports,
                Draws draws,
                NodeTrainer trainer,
                Datasets datasets,
                WorkerSettings settings,
                ScheduledExecutorService reporting,
                TaskRows rows,
                OpenClaims open,
                Company company,
                Deaths deaths,
                DatabaseWatch watch,
                WorkerMeters meters,
                Times times) {
            LaneTraining.Surroundings surroundings = new LaneTraining.Surroundings(
                    nodeName(), settings, reporting, draws, rows, open, company, deaths, meters, times.steady());
            return LaneTask.with(
                    new LaneTraining(claims, reports, trainer.trainer(), new Splits(datasets), surroundings),
                    rows,
                    watch,
                    times);
        }

        /** What trains here: whatever the class path has, watched over, counted, and no more at a time than fits. */
        record NodeTrainer(Trainer trainer) {}

        @Bean
        NodeTrainer nodeTrainer(
                Trainer trainer, WorkerSettings settings, WorkerMeters meters, Vigil vigil, Times times) {
            Trainer patient = new PatientTrainer(settings.inTheBackground(trainer), vigil);
            return new NodeTrainer(new FittingTrainer(
                    meters.counting(patient, times.steady()), settings.memory().toBytes()));
        }

        @Bean
        Vigil vigil(
                WorkerSettings settings,
                ObjectProvider<Scheduler> scheduler,
                ScheduledExecutorService reporting,
                MeterRegistry registry,
                Times times) {
            Vigil vigil = new Vigil(
                    settings.stepPatience(),
                    settings.threads(),
                    () -> scheduler.getObject().pause(),
                    times.steady());
            Gauge.builder("tamis.trainers.hanging", vigil, Vigil::hanging)
                    .description("Threads of this node that hang in a trainer and were given up")
                    .register(registry);
            long every = vigil.pause().toMillis();
            reporting.scheduleWithFixedDelay(vigil::look, every, every, TimeUnit.MILLISECONDS);
            return vigil;
        }

        @Bean
        Company company(WorkerSettings settings) {
            return new Company(settings.threads());
        }

        @Bean
        SingleProcess singleProcess(@Value("${spring.datasource.url}") String databaseUrl) {
            return new SingleProcess(databaseUrl);
        }

        @Bean
        Deaths deaths(WorkerSettings settings, SingleProcess database) {
            return new Deaths(settings.deathsAllowed(), !database.isOne());
        }

        @Bean
        LastEnd lastEnd(@Value("${tamis.home}") Path home, ScheduledExecutorService reporting, Heartbeats heartbeats) {
            LastEnd lastEnd = LastEnd.in(home);
            long every = heartbeats.interval().toMillis();
            reporting.scheduleWithFixedDelay(lastEnd::alive, every, every, TimeUnit.MILLISECONDS);
            return lastEnd;
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
        Task<Void> finalEvaluationTask(
                FinalEvaluations evaluations,
                Datasets datasets,
                NodeTrainer trainer,
                Company company,
                DatabaseWatch watch,
                Times times) {
            FinalExam exam = new FinalExam(evaluations, datasets, trainer.trainer(), company);
            return FinalEvaluationTask.with(exam, watch, times);
        }

        @Bean
        @DependsOn("orphanedLanes")
        Task<Void> confirmationTask(
                Confirmations confirmations,
                NodeTrainer trainer,
                Datasets datasets,
                TaskRows rows,
                Company company,
                DatabaseWatch watch,
                Times times) {
            return ConfirmationTask.with(
                    new ConfirmationTraining(
                            confirmations,
                            trainer.trainer(),
                            new Splits(datasets),
                            new ConfirmationTraining.Surroundings(company, rows, times.steady())),
                    watch,
                    times);
        }

        /** Closed after the scheduler has stopped, which uses it, and before the database goes, which it uses. */
        @Bean
        OpenClaims openClaims(Claims claims) {
            return new OpenClaims(claims);
        }

        @Bean
        DatabaseWatch databaseWatch(
                Heartbeats heartbeats,
                @Value("${spring.datasource.hikari.connection-timeout}") long reconnectMillis,
                HeartbeatMeters meters,
                Times times) {
            return new DatabaseWatch(heartbeats.interval(), Duration.ofMillis(reconnectMillis), meters::revived, times);
        }

        @Bean
        WorkerSign workerSign(
                Workers workers, WorkerSettings settings, ScheduledExecutorService reporting, Heartbeats heartbeats) {
            return new WorkerSign(
                    workers,
                    nodeName() + "/" + UUID.randomUUID(),
                    settings.machine(),
                    reporting,
                    heartbeats.interval());
        }

        @Bean
        WrongTimes wrongTimes(
                JdbcTemplate jdbc, Times times, ScheduledExecutorService reporting, Heartbeats heartbeats) {
            WrongTimes wrong = new WrongTimes(jdbc, times);
            long every = heartbeats.interval().toMillis();
            reporting.scheduleWithFixedDelay(wrong::putRightQuietly, 0, every, TimeUnit.MILLISECONDS);
            return wrong;
        }

        /** Lanes give their trials back at the first sign of a shutdown, while the last requests are still being answered. */
        @Bean
        ApplicationListener<ContextClosedEvent> pauseAtShutdown(Scheduler scheduler, ApplicationContext context) {
            return event -> {
                if (event.getApplicationContext() == context) {
                    scheduler.pause();
                }
            };
        }

        @Bean
        OrphanedLanes orphanedLanes(
                JdbcTemplate jdbc, Claims claims, SingleProcess database, LastEnd lastEnd, WorkerSettings settings) {
            return new OrphanedLanes(jdbc, claims, database, lastEnd, settings.deathsAllowed());
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
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "tamis.worker.enabled", havingValue = "false")
    static class ApiOnly {

        @Bean
        DbSchedulerStarter neverStarted() {
            return () -> {};
        }
    }
}
