package dev.tamis.dataset.store;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:datasets;DB_CLOSE_DELAY=-1",
            "spring.main.web-application-type=none"
        })
class H2UploadedDatasetsTest extends UploadedDatasetsContract {}
