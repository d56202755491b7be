package dev.tamis.experiment;

import dev.tamis.RealPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=none")
class PostgresMigrationTest extends MigrationContract {

    @DynamicPropertySource
    static void anOldDatabase(DynamicPropertyRegistry registry) {
        RealPostgres postgres = RealPostgres.newDatabase();
        fill(OldDatabase.at("7", postgres.url(), "postgres"));
        postgres.register(registry);
    }
}
