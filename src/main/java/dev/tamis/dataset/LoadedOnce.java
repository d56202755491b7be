package dev.tamis.dataset;

import java.util.function.Supplier;

/**
 * A value that is made on first use, by one thread while the others wait, and kept. A failure is not kept: the next use
 * tries again.
 */
final class LoadedOnce<T> implements Supplier<T> {

    private final Supplier<T> loader;

    private volatile T value;

    LoadedOnce(Supplier<T> loader) {
        this.loader = loader;
    }

    @Override
    public T get() {
        T seen = value;
        return seen != null ? seen : load();
    }

    private synchronized T load() {
        if (value == null) {
            value = loader.get();
        }
        return value;
    }
}
