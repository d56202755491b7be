package dev.tamis.dataset.store;

import dev.tamis.RealPostgres;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresRoomMigrationTest extends RoomMigrationContract {

    @Override
    Empty newDatabase() {
        return new Empty(new DriverManagerDataSource(RealPostgres.newDatabase().url()), "postgresql");
    }
}
