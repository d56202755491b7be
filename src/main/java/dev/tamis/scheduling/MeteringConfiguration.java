package dev.tamis.scheduling;

import dev.tamis.experiment.Workload;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The gauges of the whole database, on every node: an autoscaler asks whichever node there is. */
@Configuration(proxyBeanMethods = false)
class MeteringConfiguration {

    /** Scrapes come every few seconds; one look serves all gauges of one. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Well below the ten seconds after which Prometheus gives a scrape up. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Bean
    ClusterMeters clusterMeters(Workload workload, JdbcTemplate jdbc, Times times) {
        return ClusterMeters.of(workload, jdbc, times.wall(), new Sampled.Timing(FRESH, PATIENCE, times.steady()));
    }
}
