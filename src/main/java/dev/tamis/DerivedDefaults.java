package dev.tamis;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Defaults that follow from the machine and the database, which a properties file cannot say. */
class DerivedDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean postgres = environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "derivedDefaults",
                        Map.of(
                                "tamis.worker.threads",
                                Runtime.getRuntime().availableProcessors(),
                                // H2 has no SKIP LOCKED worth the name
                                "db-scheduler.polling-strategy",
                                postgres ? "lock_and_fetch" : "fetch")));
    }
}
