package dev.tamis.experiment;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:quota;DB_CLOSE_DELAY=-1")
class H2QuotaTest extends QuotaContract {}
