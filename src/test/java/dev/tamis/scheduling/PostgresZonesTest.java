package dev.tamis.scheduling;

import dev.tamis.RealPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On a server whose own zone is yet another. */
class PostgresZonesTest extends ZonesContract {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase("Asia/Kathmandu").register(registry);
    }
}
