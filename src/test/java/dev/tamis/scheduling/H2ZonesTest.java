package dev.tamis.scheduling;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:zones;DB_CLOSE_DELAY=-1")
class H2ZonesTest extends ZonesContract {}
