package dev.tamis.experiment;

import dev.tamis.RealPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class PostgresQuotaTest extends QuotaContract {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase().register(registry);
    }
}
