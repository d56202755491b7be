package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

@Timeout(30)
class EarlyTorchTest {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final List<String> loadedBy = new ArrayList<>();

    @Test
    void itIsLoadedBesideTheRestAndOnce() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch restIsReady = new CountDownLatch(1);
        beans.registerSingleton("trainer", new NoTrainer());
        EarlyTorch early = new EarlyTorch(() -> {
            begun.countDown();
            await(restIsReady);
            return loaded();
        });

        early.postProcessBeanFactory(beans);
        await(begun);
        restIsReady.countDown();

        early.get();
        early.get();
        assertThat(loadedBy).containsExactly("tamis-engine");
    }

    @Test
    void whoAsksIsToldWhyItDoesNotLoad() {
        beans.registerSingleton("trainer", new NoTrainer());
        EarlyTorch early = new EarlyTorch(() -> {
            throw new IllegalStateException("no library for this platform");
        });

        early.postProcessBeanFactory(beans);

        assertThatThrownBy(early::get)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no library for this platform");
    }

    @Test
    void whereAnotherTrainerStandsInItWaitsToBeAsked() {
        beans.registerSingleton("trainer", new NoTrainer());
        beans.registerSingleton("standIn", new NoTrainer());
        EarlyTorch early = new EarlyTorch(this::loaded);

        early.postProcessBeanFactory(beans);
        early.destroy();
        assertThat(loadedBy).isEmpty();

        early.get();
        assertThat(loadedBy).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void aNodeThatEndsWaitsForWhatIsBeingLoaded() {
        beans.registerSingleton("trainer", new NoTrainer());
        EarlyTorch early = new EarlyTorch(this::loaded);

        early.postProcessBeanFactory(beans);
        early.destroy();

        assertThat(loadedBy).containsExactly("tamis-engine");
    }

    private Torch loaded() {
        loadedBy.add(Thread.currentThread().getName());
        return null;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static class NoTrainer implements Trainer {

        @Override
        public void train(Pack pack, Split split, TrainingObserver observer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
            throw new UnsupportedOperationException();
        }
    }
}
