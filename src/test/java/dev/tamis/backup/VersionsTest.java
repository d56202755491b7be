package dev.tamis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

class VersionsTest {

    /** As it is when the machine is gone. */
    private static final class Away extends AbstractDataSource {

        private int asked;

        @Override
        public Connection getConnection() throws SQLException {
            asked++;
            throw new SQLException("The connection attempt failed", "08001");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForItsSchema() {
        Away away = new Away();
        Versions versions = new Versions(
                Flyway.configure().dataSource(away).load(),
                new JdbcTemplate(away),
                new StaticListableBeanFactory().getBeanProvider(BuildProperties.class));
        away.asked = 0;
        assertThatThrownBy(versions::schema).isInstanceOf(DataAccessException.class);
        assertThat(away.asked).isEqualTo(1);
    }
}
