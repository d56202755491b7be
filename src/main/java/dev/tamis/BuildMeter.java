package dev.tamis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code tamis_build_info}: always 1, what counts are its labels. Dashboards join by it, and alerts see nodes of two versions in one
 * cluster. {@code /actuator/info} says the same to people.
 */
@Configuration(proxyBeanMethods = false)
class BuildMeter {

    /** What a run from an IDE says, which has no build. */
    private static final String UNKNOWN = "unknown";

    @Bean
    MeterBinder buildInfo(Optional<BuildProperties> build) {
        return registry -> register(registry, build);
    }

    private static void register(MeterRegistry registry, Optional<BuildProperties> build) {
        Gauge.builder("tamis.build.info", () -> 1)
                .description("Which build this node runs: its version and commit")
                .tag("version", build.map(BuildProperties::getVersion).orElse(UNKNOWN))
                .tag("commit", build.map(each -> each.get("commit")).orElse(UNKNOWN))
                .register(registry);
    }
}
