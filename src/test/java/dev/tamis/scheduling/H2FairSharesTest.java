package dev.tamis.scheduling;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:shares;DB_CLOSE_DELAY=-1")
class H2FairSharesTest extends FairSharesContract {}
