package dev.tamis.experiment;

import java.time.Clock;
import java.util.OptionalInt;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The module alone on a database: no web, no scheduler, no trainer. */
@EnableAutoConfiguration(
        excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@ComponentScan(basePackageClasses = Experiments.class)
class PersistenceTestApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    WorkQueue queue() {
        return new FixedWidthQueue();
    }

    /** Whoever brings a dataset here keeps it. */
    @Bean
    DatasetHold datasets() {
        return choice -> OptionalInt.of(100);
    }
}
