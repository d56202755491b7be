package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class OrphanedLanesTest {

    private JdbcTemplate jdbc;

    @BeforeEach
    void aTaskThatADeadProcessHeld() {
        DataSource memory = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/V2__scheduled_tasks.sql")), memory);
        jdbc = new JdbcTemplate(memory);
        jdbc.update("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, version)
                values ('train-lane', 'a/1/0', current_timestamp, true, 'dead', 1)""");
    }

    @Test
    void aDatabaseFileBelongsToOneProcessSoItsTasksAreFree() {
        new OrphanedLanes(jdbc, "jdbc:h2:file:somewhere;WRITE_DELAY=0").afterPropertiesSet();

        assertThat(picked()).isFalse();
    }

    @Test
    void inASharedDatabaseOthersMayHoldThem() {
        new OrphanedLanes(jdbc, "jdbc:postgresql://host/tamis").afterPropertiesSet();
        new OrphanedLanes(jdbc, "jdbc:h2:file:somewhere;AUTO_SERVER=TRUE").afterPropertiesSet();

        assertThat(picked()).isTrue();
    }

    private Boolean picked() {
        return jdbc.queryForObject("select picked from scheduled_tasks", Boolean.class);
    }
}
