package dev.tamis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.tamis.HandClock;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a pool that has no connection to give means for the database. */
class GatedDataSourceTest {

    private final Outage outage = new Outage(new HandClock(), "jdbc:h2:file:/somewhere");
    private final Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void quiet() {
        logger.detachAppender(said);
    }

    @Test
    void allConnectionsInUseIsNoOutageAndNothingIsSaidOfOne() {
        GatedDataSource gated = new GatedDataSource(pool(16, null), outage);

        for (int client = 0; client < 100; client++) {
            assertThatThrownBy(gated::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        }

        assertThat(outage.reason()).isEmpty();
        assertThat(said.list).isEmpty();
    }

    @Test
    void aPoolWithoutAnyConnectionIsOneAndIsToldOnce() {
        GatedDataSource gated = new GatedDataSource(pool(0, null), outage);

        assertThatThrownBy(gated::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        assertThatThrownBy(gated::getConnection).isInstanceOf(DatabaseAway.class);

        assertThat(outage.reason()).contains(Reason.AWAY);
        assertThat(said.list).hasSize(1);
    }

    /** Those in use are of before. */
    @Test
    void soIsOneThatCannotOpenAFurtherOne() {
        GatedDataSource gated = new GatedDataSource(pool(3, new ConnectException("Connection refused")), outage);

        assertThatThrownBy(gated::getConnection).isInstanceOf(SQLTransientConnectionException.class);

        assertThat(outage.reason()).contains(Reason.AWAY);
        assertThat(said.list).hasSize(1);
    }

    /** @param why the last attempt to open a connection has failed; null where there was none */
    private static HikariDataSource pool(int connections, Exception why) {
        HikariPoolMXBean state = mock(HikariPoolMXBean.class);
        when(state.getTotalConnections()).thenReturn(connections);
        return new HikariDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLTransientConnectionException("Connection is not available, request timed out", why);
            }

            @Override
            public HikariPoolMXBean getHikariPoolMXBean() {
                return state;
            }
        };
    }
}
