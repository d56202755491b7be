package dev.tamis.scheduling;

import dev.tamis.RealPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class PostgresFairSharesTest extends FairSharesContract {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase().register(registry);
        // As the service does by itself, which knows the address before a test gives it.
        registry.add("db-scheduler.polling-strategy", () -> "lock_and_fetch");
    }
}
