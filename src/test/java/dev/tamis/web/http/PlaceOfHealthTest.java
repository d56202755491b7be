package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** A server of ten threads, nine of which serve requests that take as long as the test wants. */
class PlaceOfHealthTest {

    private static final int THREADS = 10;
    private static final int PLACES = 9;

    private final Semaphore mayGo = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat server = new Tomcat();

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws LifecycleException {
        mayGo.release(1_000);
        server.stop();
        server.destroy();
    }

    @Test
    void aBurstIsServedOneAfterTheOtherAndHealthNeverWaits() throws Exception {
        start(new PlaceOfHealth.Waiting(100, Duration.ofMinutes(1)));
        List<CompletableFuture<HttpResponse<String>>> burst =
                Stream.generate(() -> ask("/work")).limit(60).toList();
        await().until(() -> inside.get() == PLACES);

        assertThat(ask("/actuator/health").get().statusCode()).isEqualTo(200);
        assertThat(burst).noneMatch(CompletableFuture::isDone);
        mayGo.release(60);

        assertThat(burst)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        assertThat(inside).hasValue(60);
    }

    @Test
    void whoHasWaitedLongIsToldToComeAgainAndThePlacesAreThereAgain() throws Exception {
        start(new PlaceOfHealth.Waiting(100, Duration.ofMillis(100)));
        List<CompletableFuture<HttpResponse<String>>> first =
                Stream.generate(() -> ask("/work")).limit(PLACES).toList();
        await().until(() -> inside.get() == PLACES);

        assertThat(ask("/work").get().statusCode()).isEqualTo(503);
        mayGo.release(2 * PLACES);

        assertThat(first)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        assertThat(Stream.generate(() -> ask("/work")).limit(PLACES).toList())
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    }

    @Test
    void whoFindsTheLineFullIsToldAtOnce() throws Exception {
        start(new PlaceOfHealth.Waiting(1, Duration.ofMinutes(1)));
        List<CompletableFuture<HttpResponse<String>>> first =
                Stream.generate(() -> ask("/work")).limit(PLACES).toList();
        await().until(() -> inside.get() == PLACES);
        CompletableFuture<HttpResponse<String>> one = ask("/work");
        CompletableFuture<HttpResponse<String>> another = ask("/work");

        assertThat(CompletableFuture.anyOf(one, another).thenApply(answer -> ((HttpResponse<?>) answer).statusCode()))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(503);
        mayGo.release(PLACES + 1);
        assertThat(first)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        assertThat(Stream.of(one.get(), another.get()).map(HttpResponse::statusCode))
                .containsExactlyInAnyOrder(200, 503);
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI address = URI.create("http://localhost:" + server.getConnector().getLocalPort() + path);
        return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private void start(PlaceOfHealth.Waiting waiting) throws LifecycleException {
        server.setBaseDir(folder.toString());
        server.setPort(0);
        ((AbstractProtocol<?>) server.getConnector().getProtocolHandler()).setMaxThreads(THREADS);
        Context context = server.addContext("", folder.toString());
        context.getPipeline().addValve(new ConnectionCut());
        context.addServletContainerInitializer(
                (none, application) -> {
                    FilterRegistration.Dynamic place = application.addFilter(
                            "place", new PlaceOfHealth(THREADS, waiting, "/actuator", refusals()));
                    place.setAsyncSupported(true);
                    place.addMappingForUrlPatterns(
                            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
                    ServletRegistration.Dynamic servlet = application.addServlet("slow", new Slow());
                    servlet.setAsyncSupported(true);
                    servlet.addMapping("/*");
                },
                Set.of());
        server.start();
    }

    private static HandlerExceptionResolver refusals() {
        return (request, response, handler, failure) -> {
            response.setStatus(failure instanceof AllThreadsTaken ? 503 : 500);
            return new ModelAndView();
        };
    }

    private final class Slow extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/work")) {
                inside.incrementAndGet();
                mayGo.acquireUninterruptibly();
            }
            response.getWriter().print("done");
        }
    }
}
