package dev.tamis;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Defaults that follow from the machine and the database, which a properties file cannot say. */
class DerivedDefaults implements EnvironmentPostProcessor {

    /** Resident memory of the library and the JVM beside its heap. */
    private static final long PYTORCH = 500L << 20;

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
                                "tamis.worker.memory",
                                nativeMemory() + "B",
                                // H2 has no SKIP LOCKED worth the name
                                "db-scheduler.polling-strategy",
                                postgres ? "lock_and_fetch" : "fetch")));
    }

    /** Half of what the machine (or its container) has beside the Java heap and PyTorch itself, at least 256 MB. */
    private static long nativeMemory() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long beside = machine - Runtime.getRuntime().maxMemory() - PYTORCH;
        return Math.max(256L << 20, beside / 2);
    }
}
