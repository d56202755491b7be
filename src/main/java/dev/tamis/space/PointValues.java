package dev.tamis.space;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A point's values in two arrays, in their order; never changes. There are hundreds of thousands of points at a time, of a few values
 * each: a linked map of them is five times as large, and takes longer to make than all that is done with it.
 */
final class PointValues extends AbstractMap<String, Object> {

    private final String[] names;
    private final Object[] values;

    PointValues(Map<String, Object> original) {
        names = new String[original.size()];
        values = new Object[names.length];
        int i = 0;
        for (Map.Entry<String, Object> each : original.entrySet()) {
            names[i] = each.getKey();
            values[i++] = each.getValue();
        }
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int place = place(name);
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return place(name) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    private int place(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Object>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, Object> next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(names[next], values[next++]);
        }
    }
}
