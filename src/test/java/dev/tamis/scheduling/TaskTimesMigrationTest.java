package dev.tamis.scheduling;

import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import dev.tamis.Zones;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Experiments;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** What an H2 database had of the scheduler's times before V8. */
class TaskTimesMigrationTest {

    private static final ClassPathResource WRITTEN =
            new ClassPathResource("dev/tamis/scheduling/written-in-two-zones.sql");

    private static final String TRAINED_IN_NEW_YORK = "4398ae52-878f-40e2-8462-006b1fdac38c";
    private static final String WAITED_IN_NEW_YORK = "5ccff774-683e-4c4e-882e-31126489cd25";
    private static final String WAITED_IN_KOLKATA = "844f9d20-4cd3-4e68-9a0e-5f507fea8cc8";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
    void whatOneVersionWroteInTwoZonesIsRightInAnyZone(String zone) {
        JdbcTemplate jdbc = inMemory(zone);
        restore(jdbc);

        migrate(jdbc);

        assertThat(epochMicros(jdbc, "execution_time", TRAINED_IN_NEW_YORK))
                .isEqualTo(micros("2026-11-27T02:30:19.531819Z"));
        assertThat(epochMicros(jdbc, "last_heartbeat", TRAINED_IN_NEW_YORK))
                .isEqualTo(micros("2026-11-27T02:30:26.297520Z"));
        assertThat(epochMicros(jdbc, "execution_time", WAITED_IN_NEW_YORK))
                .isEqualTo(micros("2026-11-27T02:30:20.767364Z"));
        assertThat(epochMicros(jdbc, "execution_time", WAITED_IN_KOLKATA))
                .isEqualTo(micros("2026-11-27T02:31:13.786598Z"));
        assertThat(epochMicros(jdbc, "last_heartbeat", WAITED_IN_KOLKATA)).isNull();
        assertThat(jdbc.queryForObject("""
                        select max(abs(extract(epoch from t.execution_time) - extract(epoch from e.created_at)))
                        from scheduled_tasks t join experiment e on t.task_instance = cast(e.id as varchar) || '/1/0'""", Double.class))
                .as("seconds from an experiment's creation, which was right before, to its lane's time")
                .isLessThan(1);
    }

    static Stream<String> zones() {
        return Stream.concat(ZonesContract.ZONES.stream(), Stream.of("America/St_Johns", "Asia/Kathmandu"));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void whateverTheLibraryWroteInAnyZoneComesOutAsItWasMeant(String zone) {
        JdbcTemplate jdbc = inMemory(zone);
        flyway(jdbc).target("7").load().migrate();
        JdbcCustomization asItWas = new DefaultJdbcCustomization(true);
        try (Zones machine = new Zones()) {
            machine.set(zone, zone);
            for (Instant moment : ZonesContract.MOMENTS) {
                jdbc.update(connection -> {
                    PreparedStatement insert = connection.prepareStatement("""
                            insert into scheduled_tasks (task_name, task_instance, execution_time, last_success,
                                last_failure, last_heartbeat, picked, version) values ('lane', ?, ?, ?, ?, ?, true, 1)""");
                    insert.setString(1, moment + "/1/0");
                    for (int column = 2; column <= 5; column++) {
                        asItWas.setInstant(insert, column, moment);
                    }
                    return insert;
                });
            }
        }

        migrate(jdbc);

        for (Instant moment : ZonesContract.MOMENTS) {
            for (String column : List.of("execution_time", "last_success", "last_failure", "last_heartbeat")) {
                assertThat(epochMicros(jdbc, column, moment.toString()))
                        .as("%s written in %s", moment, zone)
                        .isEqualTo(micros(moment.toString()));
            }
        }
    }

    /** Twenty minutes later, in yet another zone. Without the migration New York's would sleep for another five hours. */
    static class TwentyMinutesLater {

        @Bean
        Clock clock() {
            Instant then = Instant.parse("2026-11-27T02:50:00Z");
            return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), then));
        }

        @Bean
        static BeanPostProcessor noSchedulerWhileLanesAreOrphaned(ObjectProvider<JdbcTemplate> jdbc) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof Scheduler) {
                        assertThat(jdbc.getObject()
                                        .queryForObject(
                                                "select count(*) from scheduled_tasks where picked = true",
                                                Integer.class))
                                .as("lanes of the dead process when a scheduler is there to take them")
                                .isZero();
                    }
                    return bean;
                }
            };
        }
    }

    @Test
    void whatWaitedBeforeTheUpgradeTrainsAtOnceAfterIt() {
        String url = "jdbc:h2:file:" + home.resolve("tamis").toAbsolutePath();
        restore(new JdbcTemplate(new DriverManagerDataSource(url, "sa", "")));

        try (Zones machine = new Zones()) {
            machine.set("Europe/Berlin", "Europe/Berlin");
            try (ConfigurableApplicationContext node = new SpringApplicationBuilder(
                            SchedulingTestApplication.class, TwentyMinutesLater.class)
                    .run(
                            "--spring.datasource.url=" + url,
                            "--spring.main.web-application-type=none",
                            "--spring.main.allow-bean-definition-overriding=true",
                            "--tamis.worker.threads=2")) {
                Experiments experiments = node.getBean(Experiments.class);
                for (String id : List.of(TRAINED_IN_NEW_YORK, WAITED_IN_NEW_YORK, WAITED_IN_KOLKATA)) {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() ->
                                    experiments.get(LOCAL, UUID.fromString(id)).state() == ExperimentState.COMPLETED);
                }
            }
        }
    }

    private static JdbcTemplate inMemory(String zone) {
        return new JdbcTemplate(new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;TIME ZONE=" + zone, "sa", ""));
    }

    private static void restore(JdbcTemplate jdbc) {
        jdbc.execute((Connection connection) -> {
            ScriptUtils.executeSqlScript(connection, WRITTEN);
            return null;
        });
    }

    private static void migrate(JdbcTemplate jdbc) {
        flyway(jdbc).load().migrate();
    }

    private static FluentConfiguration flyway(JdbcTemplate jdbc) {
        return Flyway.configure()
                .dataSource(jdbc.getDataSource())
                .locations("classpath:db/migration", "classpath:db/h2");
    }

    private static Long epochMicros(JdbcTemplate jdbc, String column, String experiment) {
        return jdbc.queryForObject(
                "select cast(extract(epoch from " + column
                        + ") * 1000000 as bigint) from scheduled_tasks where task_instance = ?",
                Long.class,
                experiment + "/1/0");
    }

    private static long micros(String instant) {
        return Duration.between(Instant.EPOCH, Instant.parse(instant)).toNanos() / 1000;
    }
}
