package dev.tamis.scheduling;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:scheduler;DB_CLOSE_DELAY=-1")
@DirtiesContext // its scheduler would go on polling beside later tests
class H2SchedulerTest extends SchedulerContract {}
