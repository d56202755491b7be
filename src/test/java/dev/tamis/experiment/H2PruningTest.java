package dev.tamis.experiment;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:pruning;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none"
        })
class H2PruningTest extends PruningContract {}
