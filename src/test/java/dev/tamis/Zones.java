package dev.tamis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.h2.util.DateTimeUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Moves the whole JVM and the sessions of a test's database from time zone to time zone; ends where it started. */
public final class Zones implements BeanPostProcessor, AutoCloseable {

    private final TimeZone before = TimeZone.getDefault();

    private volatile String session = before.getID();

    /**
     * From now on.
     *
     * @param jvm zone of the machine, such as {@code America/New_York}
     * @param sessions zone of the connections that are taken from the pool
     */
    public void set(String jvm, String sessions) {
        setDefault(TimeZone.getTimeZone(jvm));
        session = sessions;
    }

    @Override
    public void close() {
        setDefault(before);
        session = before.getID();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Zoned(source) : bean;
    }

    /** H2 looks the machine's zone up once. */
    private static void setDefault(TimeZone zone) {
        TimeZone.setDefault(zone);
        DateTimeUtils.resetCalendar();
    }

    private final class Zoned extends DelegatingDataSource {

        Zoned(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set time zone '" + session + "'");
            }
            return connection;
        }
    }
}
