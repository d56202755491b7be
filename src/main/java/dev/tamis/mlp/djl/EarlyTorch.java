package dev.tamis.mlp.djl;

import dev.tamis.mlp.Trainer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Loads the native library in a thread of its own while the rest of a worker starts. Who asks for it waits, and is told what went
 * wrong: a node that cannot load it does not start. Where another trainer stands in for ours, nobody has to ask.
 */
final class EarlyTorch implements BeanFactoryPostProcessor, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyTorch.class);

    private final FutureTask<Torch> loading;
    private final Thread thread;

    EarlyTorch(Supplier<Torch> load) {
        this.loading = new FutureTask<>(load::get);
        this.thread = new Thread(loading, "tamis-engine");
        thread.setDaemon(true);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(Trainer.class, true, false).length == 1) {
            thread.start();
        }
    }

    /**
     * Loads it, or waits until it is loaded.
     *
     * @throws IllegalStateException as {@link Torch#Torch()}
     */
    Torch get() {
        loading.run();
        try {
            return loading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("PyTorch's native library did not load", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while PyTorch's native library was loading", stopped);
        }
    }

    /** A process that ends while native code is being loaded may crash. */
    @Override
    public void destroy() {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            LOG.info("Ends without waiting for PyTorch's native library");
            Thread.currentThread().interrupt();
        }
    }
}
