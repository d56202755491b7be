package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void isOfOneThreadAndNotOfItsNeighbours() throws Exception {
        int here = Niceness.ofThisThread();
        int wanted = Math.min(19, here + 3);

        int there = onAThread(() -> {
            new Niceness(wanted).giveToThisThread();
            return Niceness.ofThisThread();
        });

        assertThat(there).isEqualTo(wanted);
        assertThat(Niceness.ofThisThread()).isEqualTo(here);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neverGoesBack() throws Exception {
        int nicest = 19;
        int there = onAThread(() -> {
            new Niceness(nicest).giveToThisThread();
            new Niceness(1).giveToThisThread();
            return Niceness.ofThisThread();
        });

        assertThat(there).isEqualTo(nicest);
    }

    @Test
    void ofZeroChangesNothing() throws Exception {
        int here = Niceness.ofThisThread();

        assertThat(onAThread(() -> new Niceness(0).giveToThisThread() ? -1 : Niceness.ofThisThread()))
                .isEqualTo(here);
    }

    @Test
    void outsideOfItsRangeIsRefused() {
        assertThatThrownBy(() -> new Niceness(20)).hasMessageContaining("tamis.worker.niceness");
        assertThatThrownBy(() -> new Niceness(-1)).hasMessageContaining(">= 0");
    }

    private static int onAThread(Supplier<Integer> task) throws InterruptedException, ExecutionException {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start())
                .get();
    }
}
