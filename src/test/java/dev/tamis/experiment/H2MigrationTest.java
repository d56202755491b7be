package dev.tamis.experiment;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=none")
class H2MigrationTest extends MigrationContract {

    private static final String URL = "jdbc:h2:mem:migration;DB_CLOSE_DELAY=-1";

    @DynamicPropertySource
    static void anOldDatabase(DynamicPropertyRegistry registry) {
        fill(OldDatabase.at("7", URL, "sa"));
        registry.add("spring.datasource.url", () -> URL);
    }
}
