package dev.tamis.experiment;

import dev.tamis.results.Suggestions;
import java.time.Clock;
import java.util.OptionalInt;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The module on a database, with what reads its rows: no web, no scheduler, no trainer. */
@EnableAutoConfiguration(
        excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@AutoConfigurationPackage(basePackageClasses = {Experiments.class, Suggestions.class})
@ComponentScan(basePackageClasses = {Experiments.class, Suggestions.class})
public class PersistenceTestApplication {

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
