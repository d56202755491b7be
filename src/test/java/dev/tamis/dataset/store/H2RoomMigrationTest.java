package dev.tamis.dataset.store;

import java.util.UUID;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2RoomMigrationTest extends RoomMigrationContract {

    @Override
    Empty newDatabase() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return new Empty(new DriverManagerDataSource(url, "sa", ""), "h2");
    }
}
