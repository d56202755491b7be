package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tamis.HandClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HandClock clock = new HandClock();
    private final AtomicInteger closings = new AtomicInteger();
    private final Vigil vigil = new Vigil(PATIENCE, 2, closings::incrementAndGet, clock);
    private final CountDownLatch later = new CountDownLatch(1);

    @AfterEach
    void end() {
        later.countDown();
        vigil.close();
    }

    @Test
    void workIsDoneOnAnotherThreadAndItsAnswerAndItsErrorsComeBack() {
        assertThat(vigil.<Thread>over(Duration.ZERO, watch -> Thread.currentThread()))
                .isNotSameAs(Thread.currentThread());
        OutOfMemoryError memory = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> vigil.over(Duration.ZERO, watch -> {
                    throw memory;
                }))
                .isSameAs(memory);
    }

    @Test
    void whoHangsWhereAnInterruptReachesItNeedsNoRestart() {
        CompletableFuture<Boolean> work = begin(() -> {
            try {
                later.await();
            } catch (InterruptedException given) {
                throw new IllegalStateException(given);
            }
        });

        pass(PATIENCE.plus(vigil.pause()));

        assertThatThrownBy(work::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TrainerHangs.class);
        await().until(this::nobodyIsAtWork);
        vigil.look();
        assertThat(vigil.why()).isEmpty();
        assertThat(vigil.hanging()).isZero();
    }

    @Test
    void aNodeWhereAllThreadsHangTakesNoMoreAndSaysSoForGood() {
        begin(this::hang);
        begin(this::hang);

        pass(PATIENCE.plus(vigil.pause().multipliedBy(2)));

        assertThat(vigil.hanging()).isEqualTo(2);
        assertThat(closings).hasValue(1);
        later.countDown();
        await().untilAsserted(() -> {
            vigil.look();
            assertThat(vigil.hanging()).isZero();
        });
        assertThat(vigil.why()).as("it still takes no more").isPresent();
    }

    @Test
    void aMachineThatSleptHasNotBeenSilent() {
        CompletableFuture<Boolean> work = begin(this::hang);

        pass(PATIENCE.minus(vigil.pause().multipliedBy(4)));
        clock.forward(Duration.ofDays(3));
        vigil.look();

        assertThat(work).isNotDone();
    }

    @Test
    void whoWaitsForOthersIsNotTheOneThatHangs() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> vigil.over(
                Duration.ZERO,
                watch -> watch.waiting(() -> {
                    begun.countDown();
                    hang();
                    return true;
                })));
        awaitLatch(begun);

        pass(PATIENCE.multipliedBy(3));

        assertThat(work).isNotDone();
        later.countDown();
        assertThat(work.join()).isTrue();
    }

    @Test
    void aLargeStepHasItsTime() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> vigil.over(Duration.ofHours(1), watch -> {
            begun.countDown();
            hang();
            return true;
        }));
        awaitLatch(begun);

        pass(PATIENCE.plusMinutes(59));
        assertThat(work).isNotDone();
        pass(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(work).isCompletedExceptionally()); // its own thread tells of it
    }

    /** A pack that others join: what is granted beside the patience grows with it. */
    @Test
    void aStepThatHasGrownHasMoreTime() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> vigil.over(Duration.ZERO, watch -> {
            watch.grant(Duration.ofHours(1));
            begun.countDown();
            hang();
            return true;
        }));
        awaitLatch(begun);

        pass(PATIENCE.plusMinutes(59));
        assertThat(work).isNotDone();
        pass(Duration.ofMinutes(2));

        await().untilAsserted(() -> assertThat(work).isCompletedExceptionally()); // its own thread tells of it
    }

    /** Work that has begun. */
    private CompletableFuture<Boolean> begin(Runnable work) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(() -> vigil.over(Duration.ZERO, watch -> {
            begun.countDown();
            work.run();
            return true;
        }));
        awaitLatch(begun);
        return done;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void hang() {
        while (true) {
            try {
                later.await();
                return;
            } catch (InterruptedException unheard) {
                // as native code
            }
        }
    }

    private boolean nobodyIsAtWork() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("tamis-train"))
                .noneMatch(each -> java.util.Arrays.stream(each.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith(Watch.class.getName())));
    }

    private void pass(Duration time) {
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(vigil.pause())) {
            clock.forward(vigil.pause());
            vigil.look();
        }
    }
}
