package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.tamis.HandClock;
import dev.tamis.experiment.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The scheduler's library by hand, on a machine whose clock is set while it runs. */
class ClockStepsTest {

    private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");
    private static final Claim.Lane LANE = new Claim.Lane(UUID.randomUUID(), 1, 0);

    private final HandClock wall = new HandClock();
    private final HandClock steady = new HandClock();
    private final Times times = new Times(wall, steady);
    private final SettableClock librarys = new SettableClock();
    private final List<Instant> ran = new ArrayList<>();
    private JdbcTemplate jdbc;
    private WrongTimes wrong;
    private ManualScheduler node;

    @BeforeEach
    void aNode() {
        DataSource memory = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("db/migration/V2__scheduled_tasks.sql")), memory);
        jdbc = new JdbcTemplate(memory);
        jdbc.execute("alter table scheduled_tasks add column owner varchar(100)");
        wall.set(START);
        steady.set(START);
        wrong = new WrongTimes(jdbc, times);
        CustomTask<Void> lane = Tasks.custom(LaneTask.DESCRIPTOR).execute((instance, context) -> {
            ran.add(steady.instant());
            return (complete, operations) ->
                    operations.reschedule(complete, times.steady().instant());
        });
        node = (ManualScheduler) TestHelper.createManualScheduler(memory, lane)
                .clock(librarys)
                .jdbcCustomization(new FairShares(times))
                .heartbeatInterval(Duration.ofSeconds(4))
                .build();
        pass(Duration.ZERO);
    }

    @Test
    void aLaneGoesOnAtOnceWhenTheClockIsPutBackAnHour() {
        submit();
        run();
        wall.forward(Duration.ofHours(-1));

        wrong.putRight();
        run();
        pass(Duration.ofSeconds(1));
        run();

        assertThat(ran).containsExactly(START, START, START.plusSeconds(1));
    }

    @Test
    void aSmallStepCostsNoWaitEither() {
        submit();
        run();
        wall.forward(Duration.ofSeconds(-30));

        wrong.putRight();
        run();

        assertThat(ran).hasSize(2);
    }

    @Test
    void aLaneGoesOnAtOnceWhenTheClockIsSetForward() {
        submit();
        run();
        wall.forward(Duration.ofHours(1));
        wrong.putRight();
        run();
        pass(Duration.ofSeconds(1));
        run();

        assertThat(ran).hasSize(3);
        assertThat(execution()).as("what is written down is what the wall says").isEqualTo(START.plusSeconds(3601));
    }

    @Test
    void whatAnEarlierProcessWroteWithAClockThatWasAheadIsDueNow() {
        wall.forward(Duration.ofHours(1));
        submit();
        wall.set(START);
        WrongTimes next = new WrongTimes(jdbc, new Times(wall, steady));

        assertThat(next.putRight()).isOne();
        run();

        assertThat(ran).hasSize(1);
    }

    @Test
    void whoeverIsPutOffOnPurposeStaysSo() {
        submit();
        jdbc.update("update scheduled_tasks set execution_time = ?", InstantColumns.parameter(START.plusSeconds(60)));

        assertThat(wrong.putRight()).isZero();
        run();
        pass(Duration.ofSeconds(60));
        run();

        assertThat(ran).containsExactly(START.plusSeconds(60));
    }

    @Test
    void aDeadNodesHeartbeatsFromTimesToComeAreFromNow() {
        submit();
        jdbc.update(
                "update scheduled_tasks set picked = true, last_heartbeat = ?",
                InstantColumns.parameter(START.plus(Duration.ofHours(1))));

        wrong.putRight();

        assertThat(jdbc.queryForObject("select last_heartbeat from scheduled_tasks", OffsetDateTime.class)
                        .toInstant())
                .isEqualTo(START);
    }

    private void submit() {
        node.scheduleIfNotExists(LaneTask.instance(LANE, 0), times.steady().instant());
    }

    private void run() {
        node.runAnyDueExecutions();
    }

    private void pass(Duration time) {
        wall.forward(time);
        steady.forward(time);
        librarys.set(steady.instant());
    }

    private Instant execution() {
        return jdbc.queryForObject("select execution_time from scheduled_tasks", OffsetDateTime.class)
                .toInstant();
    }
}
