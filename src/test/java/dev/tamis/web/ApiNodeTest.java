package dev.tamis.web;

import dev.tamis.access.AsSomebody;
import dev.tamis.quota.DiskOfTests;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/** A test against an API node on a database in memory; all such tests share one node. Its database is empty as a class begins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tamis.worker.enabled=false",
            "spring.datasource.url=jdbc:h2:mem:web;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "server.tomcat.threads.max=10",
            "tamis.api.events.patience=2s",
            "tamis.api.answer-patience=2s",
            "tamis.api.max-body-size=64KB",
            "tamis.api.max-upload-size=2MB",
            "tamis.datasets.max-unpacked-size=4MB",
            "tamis.quota.owners.modest.experiments=1",
            "tamis.quota.owners.modest.datasets=1",
            "tamis.allowed-hosts=hpo.example.org",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
@ExtendWith(EmptyDatabase.class)
@Import({
    FakeWorker.class,
    DatabaseSwitch.class,
    Api.class,
    AnswersAreDocumented.class,
    StreamsWithoutServer.class,
    SmallBuffers.class,
    AsSomebody.class,
    DiskOfTests.class
})
public @interface ApiNodeTest {}
