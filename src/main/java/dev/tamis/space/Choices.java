package dev.tamis.space;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Choices, found by value without going through all of them: there may be thousands, and trials by the ten thousand ask. */
final class Choices extends AbstractList<Object> implements RandomAccess {

    private final List<Object> all;
    private final Map<Object, Integer> places = new HashMap<>();

    /** @param all different, even where 8 and 8.0 are the same */
    Choices(List<Object> all) {
        this.all = all;
        for (int i = 0; i < all.size(); i++) {
            places.put(CategoricalDomain.plain(all.get(i)), i);
        }
    }

    /** Where the choice stands that is this value, however a number is written; -1 if there is none. */
    int place(@Nullable Object value) {
        return value == null ? -1 : places.getOrDefault(CategoricalDomain.plain(value), -1);
    }

    @Override
    public Object get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
