package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Plans;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void clear() {
        other.shutdownNow();
        MDC.clear();
    }

    @Test
    void numbersInARowShrinkToARange() {
        assertThat(LogContext.ranges(List.of(3))).isEqualTo("3");
        assertThat(LogContext.ranges(List.of(0, 1))).isEqualTo("0-1");
        assertThat(LogContext.ranges(List.of(0, 1, 2, 3, 12, 14, 15))).isEqualTo("0-3,12,14-15");
        assertThat(LogContext.ranges(IntStream.range(0, 16).boxed().toList())).isEqualTo("0-15");
    }

    @Test
    void theContextIsGoneAfterTheWorkHoweverItEnds() {
        assertThatThrownBy(() -> LogContext.during("here", claimOf(3, 4, 7), () -> {
                    assertThat(MDC.getCopyOfContextMap())
                            .containsEntry("trials", "3-4,7")
                            .containsEntry("node", "here")
                            .containsKey("experiment");
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void workOfAnotherThreadTakesTheContextAlongAndLeavesNoneBehind() throws Exception {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>();
        AtomicReference<Runnable> carried = new AtomicReference<>();
        LogContext.during(
                "here", claimOf(3), () -> carried.set(LogContext.carried(() -> seen.set(MDC.getCopyOfContextMap()))));

        other.submit(carried.get()).get();

        assertThat(seen.get()).containsEntry("trials", "3").containsEntry("node", "here");
        Future<Map<String, String>> after = other.submit(MDC::getCopyOfContextMap);
        assertThat(after.get()).isNullOrEmpty();
    }

    private static Claim claimOf(Integer... numbers) {
        return new Claim(
                new Claim.Lane(UUID.randomUUID(), 1, 0),
                "token",
                Plans.aPlan().build(),
                Stream.of(numbers)
                        .map(number -> new Claim.Member(number, Parameters.NONE, new Seed(number)))
                        .toList());
    }
}
