package dev.tamis.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent, after the document or against it: the service answers, never with its own failure, refuses with problem
 * documents as the OpenAPI document says, spends less than two seconds of processor time on a request, and keeps its memory.
 * Another seed, {@code -Dtamis.fuzz.seed=7}, sends other requests; {@code FuzzBenchmark} sends ten times as many.
 */
class FuzzTest {

    private static final int REQUESTS = 5_000;
    private static final long SEED = Long.getLong("tamis.fuzz.seed", 14);

    @Test
    void whateverIsSentIsAnsweredAsDocumented(@TempDir Path home) throws IOException {
        System.out.printf("%nFuzz: %d requests, seed %d%n", REQUESTS, SEED);
        try (Fuzz fuzz = new Fuzz(home, SEED)) {
            fuzz.send(REQUESTS / 5);
            long before = usedHeap();
            fuzz.send(REQUESTS - REQUESTS / 5);
            long grown = usedHeap() - before >> 20;
            System.out.printf("Fuzz: answered %s; heap grew by %d MB%n", fuzz.answered(), grown);
            assertThat(fuzz.complaints()).isEmpty();
            assertThat(fuzz.answered().keySet()).contains(200, 201, 204, 304, 400, 404, 405, 406, 409, 413, 415);
            assertThat(grown).as("MB of heap").isLessThan(64);
            assertThat(fuzz.lives()).isTrue();
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
