package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.web.fuzz.Fuzz;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form of the fuzz test, and what another client feels of it: {@code ./mvnw -Pbenchmark verify -Dit.test=FuzzBenchmark}.
 * The other client lists experiments one page after the other, first alone, then beside 100,000 requests of all kinds.
 */
class FuzzBenchmark {

    private static final int REQUESTS = Integer.getInteger("tamis.fuzz.requests", 100_000);
    private static final long SEED = Long.getLong("tamis.fuzz.seed", 15);
    private static final int ALONE = 3_000;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aHundredThousandRequests(@TempDir Path home) throws IOException {
        try (Fuzz fuzz = new Fuzz(home, SEED)) {
            URI list = URI.create("http://localhost:" + fuzz.port() + "/api/v1/experiments");
            fuzz.send(REQUESTS / 20);
            List<Long> alone = new ArrayList<>();
            while (alone.size() < ALONE) {
                alone.add(nanosOf(list));
            }
            List<Long> beside = new ArrayList<>();
            CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> fuzz.send(REQUESTS));
            while (!attack.isDone()) {
                beside.add(nanosOf(list));
            }
            attack.join();
            System.out.printf(
                    "%nFuzz: %d requests, seed %d, answered %s%nOther client's median and p99 in ms: alone %.1f %.1f, beside it"
                            + " %.1f %.1f%n%n",
                    REQUESTS,
                    SEED,
                    fuzz.answered(),
                    millis(alone, 0.5),
                    millis(alone, 0.99),
                    millis(beside, 0.5),
                    millis(beside, 0.99));
            assertThat(fuzz.complaints()).isEmpty();
            assertThat(fuzz.lives()).isTrue();
        }
    }

    private long nanosOf(URI list) throws IOException {
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - start;
    }

    private static double millis(List<Long> nanos, double share) {
        return Quantiles.at(
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray(), share);
    }
}
