package dev.tamis;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Defaults that follow from the machine and the database, which a properties file cannot say. */
class DerivedDefaults implements EnvironmentPostProcessor {

    /** Resident memory of the library and the JVM beside its heap. */
    private static final long PYTORCH = 500L << 20;

    private static final long STORED = 256L << 20;

    /**
     * What every connection to PostgreSQL starts with. A node that is suspended, or cut off, in the middle of a transaction must
     * not keep an experiment's lock for longer than it takes to be given up for dead. And a commit that was answered must
     * outlive a crash of the server, even where its default is to answer first and write later: results are reported once.
     * Statements are planned for their values: experiments have 1 to 100,000 trials, and a plan for the average one reads all
     * trials of a large one to find twenty by their numbers.
     */
    private static final String POSTGRES_SESSION =
            "select set_config('idle_in_transaction_session_timeout', '20s', false), set_config('synchronous_commit',"
                    + " case current_setting('synchronous_commit') when 'off' then 'on'"
                    + " else current_setting('synchronous_commit') end, false),"
                    + " set_config('plan_cache_mode', 'force_custom_plan', false)";

    /**
     * A server that has vanished without a word must not keep a node waiting for ever; and a node that starts while the server is
     * away waits about a minute for it.
     */
    private static final Map<String, Object> POSTGRES = Map.of(
            "spring.datasource.hikari.connection-init-sql", POSTGRES_SESSION,
            "spring.datasource.hikari.data-source-properties.socketTimeout", "120",
            "spring.datasource.hikari.data-source-properties.tcpKeepAlive", "true",
            "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts", "true",
            "spring.flyway.connect-retries", "8",
            "spring.flyway.connect-retries-interval", "3s");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean postgres = environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("tamis.worker.threads", Runtime.getRuntime().availableProcessors());
        defaults.put("tamis.worker.memory", nativeMemory() + "B");
        defaults.put("tamis.datasets.max-stored-size", storedSize(environment) + "B");
        // H2 has no SKIP LOCKED worth the name
        defaults.put("db-scheduler.polling-strategy", postgres ? "lock_and_fetch" : "fetch");
        if (postgres) {
            defaults.putAll(POSTGRES);
        }
        environment.getPropertySources().addLast(new MapPropertySource("derivedDefaults", defaults));
    }

    /** 256 MB, but where this node is to train on tables, two fifths of its heap: what larger ones would be refused for. */
    private static long storedSize(ConfigurableEnvironment environment) {
        boolean trains = environment.getProperty("tamis.worker.enabled", Boolean.class, true);
        return trains ? Math.min(STORED, Runtime.getRuntime().maxMemory() / 5 * 2) : STORED;
    }

    /** Half of what the machine (or its container) has beside the Java heap and PyTorch itself, at least 256 MB. */
    private static long nativeMemory() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long beside = machine - Runtime.getRuntime().maxMemory() - PYTORCH;
        return Math.max(256L << 20, beside / 2);
    }
}
