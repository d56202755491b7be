package dev.tamis.results;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:trial-pages;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none"
        })
class H2TrialPagesTest extends TrialPagesContract {}
