package dev.tamis.scheduling;

import dev.tamis.RealPostgres;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext // its scheduler would go on polling beside later tests
class PostgresSchedulerTest extends SchedulerContract {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase().register(registry);
    }
}
