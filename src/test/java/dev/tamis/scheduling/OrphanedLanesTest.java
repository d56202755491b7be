package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import java.util.Optional;
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

    private final Claims claims = mock(Claims.class);
    private final LastEnd lastEnd = mock(LastEnd.class);
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
        when(lastEnd.ofItself()).thenReturn(Optional.empty());
    }

    @Test
    void aDatabaseFileBelongsToOneProcessSoItsTasksAreFreeAndItsTrialsWait() {
        startOn("jdbc:h2:file:somewhere;WRITE_DELAY=0");

        assertThat(picked()).isFalse();
        verify(claims).processEnded(new Deaths(2, false));
    }

    @Test
    void aProcessThatEndedOfItselfCountsAgainstItsTrials() {
        when(lastEnd.ofItself()).thenReturn(Optional.of("it crashed"));

        startOn("jdbc:h2:file:somewhere;WRITE_DELAY=0");

        verify(claims).processEnded(new Deaths(2, true));
    }

    @Test
    void inASharedDatabaseOthersMayHoldThem() {
        startOn("jdbc:postgresql://host/tamis");
        startOn("jdbc:h2:file:somewhere;AUTO_SERVER=TRUE");

        assertThat(picked()).isTrue();
        verify(claims, never()).processEnded(any());
        verify(lastEnd, never()).ofItself();
    }

    private void startOn(String databaseUrl) {
        new OrphanedLanes(jdbc, claims, new SingleProcess(databaseUrl), lastEnd, 2).afterPropertiesSet();
    }

    private Boolean picked() {
        return jdbc.queryForObject("select picked from scheduled_tasks", Boolean.class);
    }
}
