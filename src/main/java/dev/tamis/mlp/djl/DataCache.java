package dev.tamis.mlp.djl;

import dev.tamis.dataset.Split;
import java.util.HashMap;
import java.util.Map;

/**
 * One native copy of each split, however many packs train on it; freed when the last of them is done.
 *
 * <p>Packs share a copy if their {@link Split}s are equal, so an experiment's packs should be given one object.
 */
final class DataCache {

    private final Torch torch;

    private final Map<Split, Entry> entries = new HashMap<>();

    DataCache(Torch torch) {
        this.torch = torch;
    }

    /** One user's hold on a copy. */
    final class Lease implements AutoCloseable {

        private final Split key;

        private final Entry entry;

        private Lease(Split key, Entry entry) {
            this.key = key;
            this.entry = entry;
        }

        NativeSplit data() {
            return entry.data();
        }

        @Override
        public void close() {
            release(key, entry);
        }
    }

    /** The copy itself is made by the first who asks for the data, outside of the cache's lock. */
    private final class Entry {

        private final Split source;

        private int users;

        private NativeSplit data;

        Entry(Split source) {
            this.source = source;
        }

        synchronized NativeSplit data() {
            if (data == null) {
                data = new NativeSplit(torch, source);
            }
            return data;
        }

        synchronized void free() {
            if (data != null) {
                data.close();
                data = null;
            }
        }
    }

    synchronized Lease lease(Split split) {
        Entry entry = entries.computeIfAbsent(split, Entry::new);
        entry.users++;
        return new Lease(split, entry);
    }

    private synchronized void release(Split key, Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            entries.remove(key);
            entry.free();
        }
    }
}
