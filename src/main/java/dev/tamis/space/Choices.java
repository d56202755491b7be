package dev.tamis.space;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
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

    /**
     * Checks them.
     *
     * @param field to blame
     * @throws InvalidField unless there is at least one, all are texts, finite numbers or true/false, and all different, even where 8 and
     *     8.0 are the same
     */
    static Choices of(String field, @Nullable List<Object> listed) {
        if (listed == null || listed.isEmpty()) {
            throw new InvalidField(
                    field, FieldCode.OUT_OF_RANGE, "must hold at least one choice, but got " + Shown.of(listed));
        }
        // List.copyOf refuses null before a client can be told about it, and its contains(null) throws.
        List<Object> all = Collections.unmodifiableList(Arrays.asList(listed.toArray()));
        for (Object choice : all) {
            if (!isAllowed(choice)) {
                throw new InvalidField(
                        field,
                        FieldCode.WRONG_TYPE,
                        "must be texts, finite numbers or true/false, but got " + Shown.of(choice));
            }
        }
        if (all.stream().map(CategoricalDomain::plain).distinct().count() < all.size()) {
            throw new InvalidField(field, FieldCode.DUPLICATE, "must all be different, but got " + Shown.of(all));
        }
        return new Choices(all);
    }

    private static boolean isAllowed(@Nullable Object choice) {
        return choice instanceof String
                || choice instanceof Boolean
                || choice instanceof Long
                || (choice instanceof Double real && Double.isFinite(real));
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
