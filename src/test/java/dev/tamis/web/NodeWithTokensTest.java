package dev.tamis.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/** A test against an API node on a network; all such tests share one. Its database is empty as a class begins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tamis.worker.enabled=false",
            "tamis.token=" + NodeWithTokensTest.ADMIN,
            "tamis.allowed-hosts=hpo.example.org",
            "tamis.cors.allowed-origins=https://lab.example.org",
            "management.server.port=0",
            "server.tomcat.threads.max=10",
            "tamis.api.body-patience=500ms",
            "spring.datasource.url=jdbc:h2:mem:token;WRITE_DELAY=0;DB_CLOSE_DELAY=-1",
            "logging.level.root=warn"
        })
@AutoConfigureMockMvc
@ExtendWith(EmptyDatabase.class)
@Import({FakeWorker.class, People.class, AnswersAreDocumented.class, StreamsWithoutServer.class})
public @interface NodeWithTokensTest {

    /** The first admin's token. */
    String ADMIN = "0123456789abcdef-for-tests";
}
