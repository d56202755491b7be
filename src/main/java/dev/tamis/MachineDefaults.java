package dev.tamis;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Defaults that depend on the machine, which a properties file cannot say: as many training threads as processors. */
class MachineDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "machineDefaults",
                        Map.of("tamis.worker.threads", Runtime.getRuntime().availableProcessors())));
    }
}
