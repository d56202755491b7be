package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Split;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.PackMemory;
import dev.tamis.mlp.TrainingObserver;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FittingTrainerTest {

    private static final Split SPLIT = new BuiltInDatasets()
            .find(DatasetName.builtIn("mnist"))
            .orElseThrow()
            .split(40, 10, new Seed(1), false);

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger atATime = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final FakeTrainer fake = new FakeTrainer();
    private final Queue<Optional<String>> said = new ConcurrentLinkedQueue<>();

    @Test
    void packsOfAModelThatIsTooLargeForAllThreadsTrainOneAfterTheOther() throws Exception {
        long one = bytes(pack(0));
        List<Thread> lanes = begin(new FittingTrainer(fake, rows() + one + one / 2), 3);

        await().until(() -> atATime.get() == 1 && waiting(lanes) == 2 && said.size() == 2);
        assertThat(said)
                .allMatch(
                        each -> each.orElseThrow()
                                .matches(
                                        "a pack needs \\d+ MB of native memory, of which \\d+ MB of \\d+ are taken on its node .*"));
        said.clear();
        goOn.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }

        assertThat(most).hasValue(1);
        assertThat(fake.packsTrained).hasSize(3);
        assertThat(said.stream().filter(Optional::isEmpty))
                .as("each that began after all")
                .hasSize(2);
    }

    @Test
    void rowsCountOnceForAllWhoTrainOnThem() throws Exception {
        List<Thread> lanes = begin(new FittingTrainer(fake, rows() + 3 * bytes(pack(0))), 3);

        await().until(() -> atATime.get() == 3);
        goOn.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    @Test
    void whoNeedsMoreThanThereIsTrainsAlone() throws Exception {
        List<Thread> lanes = begin(new FittingTrainer(fake, 1), 2);

        await().until(() -> atATime.get() == 1 && waiting(lanes) == 1);
        goOn.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whoIsInterruptedWhileHeWaitsLeavesWithoutAWord() throws Exception {
        List<Thread> lanes = begin(new FittingTrainer(fake, 1), 2);
        await().until(() -> atATime.get() == 1 && waiting(lanes) == 1);

        for (Thread lane : lanes) {
            if (lane.getState() == Thread.State.TIMED_WAITING && inTake(lane)) {
                lane.interrupt();
                lane.join();
            }
        }

        assertThat(fake.packsTrained).hasSize(1);
        goOn.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    @Test
    void aFinalEvaluationThatWaitsSaysSo() throws Exception {
        FittingTrainer trainer = new FittingTrainer(fake, 1);
        List<Thread> lanes = begin(trainer, 1);
        await().until(() -> atATime.get() == 1);
        Thread exam = new Thread(() -> trainer.score(pack(7), SPLIT.train(), SPLIT.validation(), observer()));
        exam.setDaemon(true);
        exam.start();
        lanes.add(exam);

        await().until(() -> !said.isEmpty());
        assertThat(said.peek().orElseThrow()).startsWith("the final evaluation needs ");
        goOn.countDown();
        for (Thread lane : lanes) {
            lane.join();
        }
        assertThat(said).endsWith(Optional.empty());
    }

    /** Room for three trials: a pack of one that has grown to two leaves none for another pack of two. */
    @Test
    void whatAPackTakesGrowsWithThoseWhoJoinIt() throws Exception {
        FittingTrainer trainer =
                new FittingTrainer(fake, rows() + memory(pack(0)).bytes(3) + bytes(pack(0)) / 2);
        CountDownLatch grown = new CountDownLatch(1);
        fake.beforeEachEpoch = pack -> {
            if (fake.joined.size() == 1) {
                grown.countDown();
                hold(goOn);
            }
        };
        Thread growing = start(() -> trainer.train(pack(0), SPLIT, joinedOnce(member(1), member(2))));
        grown.await();

        Thread other =
                start(() -> trainer.train(new Pack(new Seed(2), List.of(member(3), member(4))), SPLIT, observer()));

        await().until(() -> inTake(other) && !said.isEmpty());
        assertThat(fake.packsTrained).containsExactly(List.of(0));
        goOn.countDown();
        growing.join();
        other.join();
        assertThat(fake.packsTrained).containsExactly(List.of(0), List.of(3, 4));
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private TrainingObserver joinedOnce(Pack.Member... newcomers) {
        Deque<List<Pack.Member>> joining = new ArrayDeque<>(List.of(List.of(newcomers)));
        return new TrainingObserver() {
            @Override
            public Set<Integer> onEpoch(List<Measurement> results) {
                return Set.of();
            }

            @Override
            public List<Pack.Member> joining(Set<Integer> remaining) {
                return joining.isEmpty() ? List.of() : joining.remove();
            }

            @Override
            public void onEnd(int trialNumber, End end) {}
        };
    }

    private List<Thread> begin(FittingTrainer trainer, int count) {
        fake.beforeEachEpoch = pack -> {
            most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
            try {
                goOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            atATime.decrementAndGet();
        };
        List<Thread> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pack pack = pack(i);
            Thread lane = new Thread(() -> trainer.train(pack, SPLIT, observer()));
            lane.setDaemon(true);
            lane.start();
            lanes.add(lane);
        }
        return lanes;
    }

    private TrainingObserver observer() {
        return new TrainingObserver() {
            @Override
            public void onWait(Optional<String> why) {
                said.add(why);
            }

            @Override
            public Set<Integer> onEpoch(List<Measurement> results) {
                return Set.of();
            }

            @Override
            public void onEnd(int trialNumber, End end) {}
        };
    }

    private static long waiting(List<Thread> lanes) {
        return lanes.stream().filter(FittingTrainerTest::inTake).count();
    }

    private static boolean inTake(Thread lane) {
        for (StackTraceElement frame : lane.getStackTrace()) {
            if (frame.getMethodName().equals("take")) {
                return true;
            }
        }
        return false;
    }

    private static Pack pack(int number) {
        return new Pack(new Seed(2), List.of(member(number)));
    }

    private static Pack.Member member(int number) {
        return new Pack.Member(number, MlpSpec.from(new Parameters(Map.of("epochs", 1L))), new Seed(number));
    }

    private static long bytes(Pack pack) {
        return memory(pack).bytes(1);
    }

    private static long rows() {
        return memory(pack(0)).bytesOfData();
    }

    private static PackMemory memory(Pack pack) {
        return new PackMemory(pack.shape(), DataSize.of(SPLIT), true);
    }
}
