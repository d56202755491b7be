package dev.tamis.experiment;

import org.springframework.test.context.TestPropertySource;

/** On the database of {@link H2PersistenceTest}: one context for both. */
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:persistence;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none"
        })
class H2OwnershipTest extends OwnershipContract {}
