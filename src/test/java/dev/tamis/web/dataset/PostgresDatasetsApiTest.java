package dev.tamis.web.dataset;

import dev.tamis.RealPostgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same from the other database, whose failed statements end their transaction. */
class PostgresDatasetsApiTest extends DatasetsApiTest {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry registry) {
        RealPostgres.newDatabase().register(registry);
    }
}
