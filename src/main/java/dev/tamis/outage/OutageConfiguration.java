package dev.tamis.outage;

import ch.qos.logback.classic.LoggerContext;
import com.zaxxer.hikari.HikariDataSource;
import dev.tamis.SteadyTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the gate before the pool, the filter before the log, and what mends beside them. */
@Configuration(proxyBeanMethods = false)
class OutageConfiguration {

    private static final String FILE = "jdbc:h2:file:";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    static Outage outage(SteadyTime steady, Environment environment) {
        String url = environment.getProperty("spring.datasource.url", "");
        Outage outage = new Outage(steady, url.split("[;?]")[0]);
        outage.starting();
        return outage;
    }

    @Bean
    static ApplicationListener<ApplicationStartedEvent> startIsOver(Outage outage) {
        return event -> outage.started();
    }

    @Bean
    static BeanPostProcessor gateBeforeThePool(ObjectProvider<Outage> outage) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setExceptionOverride(new DatabaseFaults(outage.getObject()));
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? new GatedDataSource(pool, outage.getObject()) : bean;
            }
        };
    }

    @Bean
    DisposableBean oneLine(Outage outage, SteadyTime steady) {
        LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        OneLine filter = new OneLine(outage, steady);
        logs.addTurboFilter(filter);
        Rehearsal.of(logs);
        return () -> logs.getTurboFilterList().remove(filter);
    }

    @Bean
    Mending mending(Outage outage, DataSource gated, @Value("${spring.datasource.url}") String url)
            throws SQLException {
        Mending mending = new Mending(
                outage,
                gated.unwrap(HikariDataSource.class),
                placeOf(url).map(place -> new Probe(place.resolve("room.probe"))));
        mending.lookEvery(LOOK_EVERY);
        return mending;
    }

    @Bean
    HealthIndicator storageHealthIndicator(Outage outage, @Value("${spring.datasource.url}") String url) {
        return new StorageHealth(outage, placeOf(url));
    }

    @Bean
    ConnectionCap connectionCap(Environment settings) {
        return new ConnectionCap(settings);
    }

    @Bean
    HealthIndicator restartHealthIndicator(Mending mending, ObjectProvider<NeedsRestart> others) {
        RestartHelps helps = new RestartHelps(mending, others::stream);
        Thread.setDefaultUncaughtExceptionHandler(helps);
        return helps;
    }

    /** The directory of a database in a file. */
    static Optional<Path> placeOf(String url) {
        if (!url.startsWith(FILE)) {
            return Optional.empty();
        }
        String file = url.substring(FILE.length()).split(";")[0].replaceFirst("^~", System.getProperty("user.home"));
        return Optional.of(Path.of(file).toAbsolutePath().getParent());
    }
}
