package dev.tamis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tamis.HandClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** H2 on a disk that fails, with the pool, the gate and the log as they are in the service. */
class OutageTest {

    private static final LoggerContext LOGS = (LoggerContext) LoggerFactory.getILoggerFactory();

    @TempDir
    Path home;

    private final HandClock steady = new HandClock();
    private final Outage outage = new Outage(steady, "jdbc:h2:faulty:db");
    private final OneLine filter = new OneLine(outage, steady);
    /** Of services that other tests have started in this process: they have heard things that nothing here has said. */
    private final List<TurboFilter> ofOthers = List.copyOf(LOGS.getTurboFilterList());

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private HikariDataSource pool;
    private GatedDataSource gated;
    private JdbcTemplate jdbc;
    private Mending mending;
    private StorageHealth health;

    @BeforeEach
    void aDatabase() {
        FullDisk.register();
        FullDisk.mended();
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl("jdbc:h2:faulty:" + home.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        settings.setMaximumPoolSize(4);
        settings.setConnectionTimeout(1000);
        settings.setExceptionOverride(new DatabaseFaults(outage));
        pool = new HikariDataSource(settings);
        gated = new GatedDataSource(pool, outage);
        jdbc = new JdbcTemplate(gated);
        mending = new Mending(outage, pool, Optional.of(new Probe(home.resolve("probe")) {
            @Override
            void write(long bytes) throws IOException {
                FullDisk.check();
                super.write(bytes);
            }
        }));
        health = new StorageHealth(outage, Optional.of(home));
        jdbc.execute("create table note (id int primary key, text varchar)");
        LOGS.resetTurboFilterList();
        LOGS.addTurboFilter(filter);
        said.start();
        root().addAppender(said);
    }

    @AfterEach
    void quiet() {
        FullDisk.mended();
        root().detachAppender(said);
        LOGS.resetTurboFilterList();
        ofOthers.forEach(LOGS::addTurboFilter);
        mending.close();
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, the disk is full",
        "Disk quota exceeded, the disk is full",
        "Read-only file system, the home directory cannot be written",
        "Too many open files, hardly any file handles are left"
    })
    void itIsSaidOnceRefusedAtOnceAndGoesOnByItselfWhenMended(String fault, String reason) {
        write(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        FullDisk.refuse(fault);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> write(2)).isInstanceOf(DataAccessException.class);
            mending.look();
        }
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getStatus().getDescription()).isEqualTo(reason);
        assertThatThrownBy(() -> jdbc.queryForObject("select 1", Integer.class))
                .as("nobody waits for a connection")
                .hasRootCauseInstanceOf(DatabaseAway.class)
                .satisfies(refused -> assertThat(Outage.wordsBehind(refused))
                        .as("for a client")
                        .contains(reason));
        assertThat(warnings()).singleElement().asString().contains(reason, "jdbc:h2:faulty:db");

        FullDisk.mended();
        steady.forward(Duration.ofSeconds(40));
        mending.look();

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        write(3);
        assertThat(jdbc.queryForList("select id from note order by id", Integer.class))
                .as("what was answered stays")
                .containsExactly(1, 3);
        assertThat(warnings()).hasSize(2).last().asString().contains("used again, after 40 s");
    }

    @Test
    void whoeverIsInTheMiddleDoesNotKeepTheDatabaseClosed() throws Exception {
        write(1);
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<Future<Integer>> all = new ArrayList<>();
        FullDisk.refuse("No space left on device");
        for (int client = 0; client < 4; client++) {
            int first = 100 * (client + 1);
            all.add(clients.submit(() -> writeUntilItWorks(first)));
        }
        mending.lookEvery(Duration.ofMillis(20));
        await().until(() -> outage.reason().isPresent());
        FullDisk.mended();

        for (Future<Integer> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        clients.shutdown();
        assertThat(jdbc.queryForObject("select count(*) from note", Integer.class))
                .isEqualTo(5);
        assertThat(warnings())
                .as("one line each, however many were in the middle")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void oneThatComesBackAtOnceIsTheSame() {
        FullDisk.refuse("No space left on device");
        assertThatThrownBy(() -> write(2)).isInstanceOf(DataAccessException.class);
        for (int i = 0; i < 20; i++) {
            FullDisk.mended();
            mending.look();
            FullDisk.refuse("No space left on device");
            int id = i;
            assertThatThrownBy(() -> write(1000 + id)).isInstanceOf(DataAccessException.class);
        }
        assertThat(warnings()).as("begin, and what looked like the end").hasSize(2);

        FullDisk.mended();
        mending.look();
        steady.forward(Duration.ofMinutes(1));
        mending.look();

        assertThat(warnings()).hasSize(3).last().asString().contains("20 tries that broke off");
    }

    @Test
    void aHeapThatIsTooSmallIsAReason() {
        outage.on(new IllegalStateException(new OutOfMemoryError("Java heap space")));

        assertThat(health.health().getStatus().getDescription()).isEqualTo("the heap is too small");
        assertThat(warnings()).singleElement().asString().contains("-Xmx");
    }

    @Test
    void allConnectionsInUseIsNoOutage() throws Exception {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(gated.getConnection());
        }

        assertThatThrownBy(gated::getConnection).hasMessageContaining("timed out");

        assertThat(outage.reason()).isEmpty();
        assertThat(warnings()).isEmpty();
        for (Connection each : held) {
            each.close();
        }
    }

    @Test
    void aMistakeInAStatementIsNone() {
        assertThatThrownBy(() -> jdbc.execute("insert into nothing values (1)"))
                .isInstanceOf(DataAccessException.class);
        write(1);
        assertThatThrownBy(() -> write(1)).isInstanceOf(DataAccessException.class);

        assertThat(outage.reason()).isEmpty();
    }

    @Test
    void otherLinesAreHeardDuringAnOutage() {
        outage.on(Reason.AWAY, new IOException("gone"));
        Logger own = LOGS.getLogger("dev.tamis.Anything");
        own.warn("something else");
        own.warn(Outage.CONSEQUENCE, "a request was refused");
        own.error("a request failed", new DatabaseAway(Reason.AWAY));
        LOGS.getLogger("com.github.kagkarlsson.scheduler.RunUntilShutdown").error("Unhandled exception");
        LOGS.getLogger("a.library").info("Failed to update heartbeat", new DatabaseAway(Reason.AWAY));

        assertThat(warnings()).hasSize(2).last().isEqualTo("something else");
        assertThat(said.list).extracting(ILoggingEvent::getMessage).doesNotContain("Failed to update heartbeat");
    }

    @Test
    void aServerWithoutFileHandlesSaysSoOnce() {
        for (int client = 0; client < 100; client++) {
            LOGS.getLogger("org.apache.tomcat.util.net.Acceptor")
                    .error("Socket accept failed", new IOException("Too many open files"));
        }
        assertThat(warnings()).hasSize(1);

        steady.forward(Duration.ofHours(1));
        LOGS.getLogger("org.apache.tomcat.util.net.Acceptor")
                .error("Socket accept failed", new IOException("Too many open files"));
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void onlyARestartHelpsWhereTheDiskIsWellAndTheFileStaysClosed() {
        RestartHelps liveness = new RestartHelps(mending, Stream::empty);
        pool.close();
        outage.on(Reason.AWAY, new IOException("closed"));
        mending.look();
        assertThat(liveness.health().getStatus()).isEqualTo(Status.UP);

        steady.forward(Duration.ofMinutes(3));
        assertThat(liveness.health().getStatus()).isEqualTo(Status.DOWN);
        FullDisk.refuse("No space left on device");
        mending.look();
        assertThat(liveness.health().getStatus()).as("a restart makes no room").isEqualTo(Status.UP);
    }

    @Test
    void onlyARestartHelpsWhereAnotherPartSaysSo() {
        List<Optional<String>> said = new ArrayList<>(List.of(Optional.empty(), Optional.of("a thread hangs")));
        RestartHelps liveness = new RestartHelps(mending, () -> Stream.of(() -> said.get(0), () -> said.get(1)));

        assertThat(liveness.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(liveness.health().getStatus().getDescription()).isEqualTo("a thread hangs");
        said.set(1, Optional.empty());
        assertThat(liveness.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void onlyARestartHelpsWhereAThreadHasDiedOfMemory() {
        RestartHelps liveness = new RestartHelps(mending, Stream::empty);
        liveness.uncaughtException(Thread.currentThread(), new IllegalStateException("a mistake"));
        assertThat(liveness.health().getStatus()).isEqualTo(Status.UP);

        liveness.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));

        assertThat(liveness.health().getStatus()).isEqualTo(Status.DOWN);
    }

    /** Whoever has no handles left cannot load the classes of what he wants to say, either. */
    @ParameterizedTest
    @CsvSource({"http-nio-8080-Acceptor, DOWN", "http-nio-127.0.0.1-8081-Poller, DOWN", "http-nio-8080-exec-3, UP"})
    void onlyARestartHelpsWhereAThreadOfTheServerHasDiedThoughItCannotBeTold(String name, String status) {
        RestartHelps liveness = new RestartHelps(mending, Stream::empty);
        TurboFilter mute = new TurboFilter() {
            @Override
            public FilterReply decide(
                    Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable failure) {
                throw new NoClassDefFoundError("some/ClassOfTheLog");
            }
        };
        LOGS.addTurboFilter(mute);
        try {
            assertThatThrownBy(() -> liveness.uncaughtException(new Thread(name), new NoClassDefFoundError("any")))
                    .isInstanceOf(NoClassDefFoundError.class);
        } finally {
            LOGS.getTurboFilterList().remove(mute);
        }

        assertThat(liveness.health().getStatus().getCode()).isEqualTo(status);
    }

    private int writeUntilItWorks(int first) {
        for (int tries = 0; true; tries++) {
            try {
                write(first + tries);
                return tries;
            } catch (DataAccessException away) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void write(int id) {
        jdbc.update("insert into note values (?, ?)", id, "x".repeat(10_000));
    }

    private List<String> warnings() {
        return said.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger root() {
        return LOGS.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
