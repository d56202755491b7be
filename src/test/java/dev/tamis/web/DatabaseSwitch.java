package dev.tamis.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Takes the database away and brings it back. */
public class DatabaseSwitch implements BeanPostProcessor {

    private static final int UNLIMITED = -1;

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger left = new AtomicInteger(UNLIMITED);
    private final AtomicInteger refused = new AtomicInteger();

    public void whileAway(ThrowingAction action) throws Exception {
        away.set(true);
        try {
            action.run();
        } finally {
            away.set(false);
        }
    }

    /** Takes it away from requests once they have been given so many connections more. */
    public void whileAwayAfter(int connections, ThrowingAction action) throws Exception {
        left.set(connections);
        try {
            action.run();
        } finally {
            left.set(UNLIMITED);
        }
    }

    /** How often somebody asked while the database was away. */
    public int refusals() {
        return refused.get();
    }

    /** What a test does meanwhile. */
    public interface ThrowingAction {
        void run() throws Exception;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Switched(source) : bean;
    }

    private static int oneLess(int count) {
        return count == UNLIMITED ? count : Math.max(0, count - 1);
    }

    /** Whoever asks by the clock is not counted: nobody knows how often. */
    private static boolean isRequest() {
        String thread = Thread.currentThread().getName();
        return !thread.startsWith("scheduling-") && !thread.startsWith("event-");
    }

    private final class Switched extends DelegatingDataSource {

        Switched(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get() || isRequest() && left.getAndUpdate(DatabaseSwitch::oneLess) == 0) {
                refused.incrementAndGet();
                throw new SQLTransientConnectionException("Connection refused", "08001");
            }
            return super.getConnection();
        }
    }
}
