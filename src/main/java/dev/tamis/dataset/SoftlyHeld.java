package dev.tamis.dataset;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** A value that is made when it is needed and may be dropped when the heap is full; then it is made again. */
final class SoftlyHeld<T> implements Supplier<T> {

    private final Supplier<T> loader;

    private final Function<T, Reference<T>> holding;

    private volatile Reference<T> held;

    /** @param loader gives an equal value with each call */
    SoftlyHeld(Supplier<T> loader) {
        this(loader, SoftReference::new);
    }

    /** @param holding how a value is held */
    SoftlyHeld(Supplier<T> loader, Function<T, Reference<T>> holding) {
        this.loader = loader;
        this.holding = holding;
        this.held = holding.apply(null);
    }

    @Override
    public T get() {
        T seen = held.get();
        return seen != null ? seen : load();
    }

    private synchronized T load() {
        T seen = held.get();
        if (seen == null) {
            seen = loader.get();
            held = holding.apply(seen);
        }
        return seen;
    }
}
