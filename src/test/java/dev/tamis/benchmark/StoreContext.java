package dev.tamis.benchmark;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.DatasetHold;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.WorkQueue;
import dev.tamis.results.Leaderboards;
import dev.tamis.space.Parameters;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Experiments on a database, without the web, the scheduler and the trainer. */
@EnableAutoConfiguration(
        excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@AutoConfigurationPackage(basePackages = "dev.tamis")
@ComponentScan(basePackageClasses = {Experiments.class, Leaderboards.class})
class StoreContext {

    static final int PACK_WIDTH = 8;

    static ConfigurableApplicationContext on(String url) {
        return new SpringApplicationBuilder(StoreContext.class)
                .run(
                        "--spring.main.web-application-type=none",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.hikari.maximum-pool-size=20",
                        "--logging.level.root=warn");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DatasetHold datasets() {
        return choice -> OptionalInt.of(100);
    }

    @Bean
    WorkQueue queue() {
        return new WorkQueue() {
            @Override
            public Packing pack(List<Parameters> points, Plan plan) {
                return new Packing(
                        IntStream.range(0, points.size())
                                .map(index -> index / PACK_WIDTH)
                                .toArray(),
                        2,
                        points.stream().mapToDouble(point -> 1).toArray(),
                        points.stream().mapToLong(point -> 79_510).toArray());
            }

            @Override
            public void open(UUID experimentId, int run, Claimant claimant) {}

            @Override
            public void reopen(UUID experimentId, int run, Claimant claimant) {}

            @Override
            public int widen(Claim.Lane lane, int lanes, Claimant claimant) {
                return 1;
            }

            @Override
            public Mates mates(Parameters point, Plan plan) {
                return new Mates(plan.terms().budget().parallelTrials(), other -> true);
            }

            @Override
            public void confirm(UUID experimentId, int run, Claimant claimant) {}

            @Override
            public void evaluate(UUID experimentId, String owner) {}
        };
    }
}
