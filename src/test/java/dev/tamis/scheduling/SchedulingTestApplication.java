package dev.tamis.scheduling;

import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.experiment.Experiments;
import dev.tamis.results.Suggestions;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * Scheduling and persistence without web and without PyTorch. Not annotated as a configuration, so that no other test's
 * component scan finds it.
 */
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackageClasses = {Experiments.class, Suggestions.class})
@ComponentScan(basePackageClasses = {Experiments.class, Suggestions.class, LaneQueue.class})
class SchedulingTestApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Datasets datasets() {
        return new BuiltInDatasets();
    }

    @Bean
    FakeTrainer trainer() {
        return new FakeTrainer();
    }
}
