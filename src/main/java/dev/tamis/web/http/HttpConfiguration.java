package dev.tamis.web.http;

import dev.tamis.SteadyTime;
import dev.tamis.quota.Quotas;
import dev.tamis.web.problem.BodyTooLarge;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What stands between the network and the controllers, and its limits. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConfiguration.class);

    /** As many as may follow events, who all come at once when a node is back. */
    private static final int LONGEST_LINE = 2_000;

    /** Each takes most of a processor while its client reads, and a thread: fewer than are kept for health. */
    private static final int EXPORTS_AT_ONCE = 8;

    private static final Duration PATIENCE_IN_LINE = Duration.ofSeconds(10);

    /** @param size a third of the heap where it is 0 */
    @Bean
    WorkingMemory workingMemory(@Value("${tamis.api.memory:0}") DataSize size) {
        return new WorkingMemory(
                size.toBytes() > 0 ? size.toBytes() : Runtime.getRuntime().maxMemory() / 3);
    }

    @Bean
    BodyLimit bodyLimit(
            @Value("${tamis.api.max-body-size:1MB}") DataSize limit,
            @Value("${tamis.api.max-upload-size:256MB}") DataSize uploads,
            @Value("${tamis.api.max-brought-trials-size:16MB}") DataSize broughtTrials,
            @Value("${tamis.api.max-archive-size:100GB}") DataSize archives,
            WorkingMemory memory,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new BodyLimit(
                new BodyLimit.Limits(
                        new BodyTooLarge.Limit(limit, "tamis.api.max-body-size"),
                        new BodyTooLarge.Limit(uploads, "tamis.api.max-upload-size"),
                        new BodyTooLarge.Limit(broughtTrials, "tamis.api.max-brought-trials-size"),
                        new BodyTooLarge.Limit(archives, "tamis.api.max-archive-size")),
                memory,
                problems);
    }

    /** Uploads wait beside the database, whose disk they will need, or in the server's own folder where there can be none. */
    @Bean
    UploadFolder uploadFolder(@Value("${tamis.home}") Path home) throws IOException {
        try {
            return UploadFolder.in(home.resolve("uploads"));
        } catch (IOException unwritable) {
            LOG.warn("Uploads wait in a temporary folder, for {} cannot be written: {}", home, unwritable.toString());
            return UploadFolder.in(Path.of(System.getProperty("java.io.tmpdir"), "tamis-uploads"));
        }
    }

    @Bean
    MultipartConfigElement multipartConfigElement(MultipartProperties uploads, UploadFolder folder) {
        uploads.setLocation(folder.path().toAbsolutePath().toString());
        return uploads.createMultipartConfig();
    }

    @Bean
    SlowBodies slowBodies(
            BodyLimit limits,
            WorkingMemory memory,
            @Value("${tamis.api.max-uploads-at-once:8}") int uploads,
            @Value("${tamis.api.body-patience:20s}") Duration patience,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new SlowBodies(limits, memory, new Places(uploads, Math.max(1, uploads / 2)), patience, problems);
    }

    @Bean
    Readers readers(@Value("${tamis.api.answer-patience:20s}") Duration patience, SteadyTime steady) {
        return new Readers(patience, new Places(EXPORTS_AT_ONCE, EXPORTS_AT_ONCE / 2), steady);
    }

    @Bean
    SlowReaders slowReaders(WorkingMemory memory, Readers readers) {
        return new SlowReaders(memory, readers);
    }

    @Bean
    PlaceOfHealth placeOfHealth(
            @Value("${server.tomcat.threads.max:200}") int threads,
            @Value("${management.endpoints.web.base-path:/actuator}") String actuator,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        PlaceOfHealth.Waiting waiting = new PlaceOfHealth.Waiting(LONGEST_LINE, PATIENCE_IN_LINE);
        return new PlaceOfHealth(threads, waiting, actuator, problems);
    }

    @Bean
    RequestRate requestRate(
            Quotas quotas,
            SteadyTime steady,
            @Value("${management.endpoints.web.base-path:/actuator}") String actuator,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new RequestRate(quotas, new EvenTime(steady), actuator, problems);
    }

    @Bean
    QueryGuard queryGuard(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new QueryGuard(problems);
    }

    /** See {@link Expectation}. */
    @Bean
    TomcatConnectorCustomizer whoAsksIsToldToSendWhenTheBodyIsRead() {
        return connector -> ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
                .setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }

    /** Forms are for uploads alone, which are read part by part: no other body is taken for parameters. */
    @Bean
    TomcatConnectorCustomizer formsAreNoParameters() {
        return connector -> connector.setParseBodyMethods("");
    }

    @Bean
    PlainBodies plainBodies(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new PlainBodies(problems);
    }

    @Bean
    SecurityHeaders securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    @ConditionalOnProperty(name = "tamis.api.enabled", havingValue = "false")
    NothingButActuator nothingButActuator(
            @Value("${management.endpoints.web.base-path:/actuator}") String actuator,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new NothingButActuator(actuator, problems);
    }

    @Bean
    TomcatContextCustomizer problemsOfTheServer(
            @Value("${tamis.api.body-patience:20s}") Duration patience, SteadyTime steady) {
        return context -> {
            ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName());
            context.getPipeline().addValve(new ConnectionCut());
            // The dashboard's page is forwarded to, and its answer is not given before it is whole.
            context.setSuspendWrappedResponseAfterForward(false);
            context.getPipeline().addValve(new Expectation());
            context.getPipeline().addValve(new UnreadBodies());
            context.getPipeline().addValve(new BrokenBodies());
            context.getPipeline().addValve(new PacedUploads(patience, steady));
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestsInTurn() {
        return server -> server.setProtocol(InTurn.class.getName());
    }

    /** More languages than the server takes would be an error of ours; nothing here looks at any, and headers are short. */
    @Bean
    TomcatConnectorCustomizer anyLanguages() {
        return connector -> connector.setMaxLocaleCount(Integer.MAX_VALUE);
    }
}
