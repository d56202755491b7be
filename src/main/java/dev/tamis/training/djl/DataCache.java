package dev.tamis.training.djl;

import dev.tamis.dataset.LabeledData;
import java.util.HashMap;
import java.util.Map;

/**
 * One native copy of each dataset part, however many packs train on it; freed when the last of them is done.
 *
 * <p>Packs share a copy if their {@link LabeledData} are equal, so an experiment's packs should be given one object.
 */
final class DataCache {

    private final Torch torch;

    private final Map<LabeledData, Entry> entries = new HashMap<>();

    DataCache(Torch torch) {
        this.torch = torch;
    }

    /** One user's hold on a copy. */
    final class Lease implements AutoCloseable {

        private final LabeledData key;

        private final Entry entry;

        private Lease(LabeledData key, Entry entry) {
            this.key = key;
            this.entry = entry;
        }

        NativeData data() {
            return entry.data();
        }

        @Override
        public void close() {
            release(key, entry);
        }
    }

    /** The copy itself is made by the first who asks for the data, outside of the cache's lock. */
    private final class Entry {

        private final LabeledData source;

        private int users;

        private NativeData data;

        Entry(LabeledData source) {
            this.source = source;
        }

        synchronized NativeData data() {
            if (data == null) {
                data = new NativeData(torch, source);
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

    synchronized Lease lease(LabeledData part) {
        Entry entry = entries.computeIfAbsent(part, Entry::new);
        entry.users++;
        return new Lease(part, entry);
    }

    private synchronized void release(LabeledData key, Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            entries.remove(key);
            entry.free();
        }
    }
}
