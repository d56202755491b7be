package dev.tamis.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what constructors refuse, each under its path, until everything has been looked at, or until there are a hundred: nobody
 * reads more, and whoever sends what is wrong in every line must not have every line looked at.
 */
public final class Violations {

    private static final int MOST = 100;

    private final List<InvalidField> found = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    /** What the hundred-and-first has thrown: it is not one mistake more for whoever makes a value under this collector. */
    private @Nullable InvalidFields full;

    /** @throws InvalidFields with all that was found, if it is enough */
    public void add(String field, FieldCode code, String rule) {
        add("", new InvalidField(field, code, rule));
    }

    /**
     * Of a field that holds nothing that could be looked at: what else is said of it later would be the same mistake again, and is left
     * out.
     *
     * @throws InvalidFields with all that was found, if it is enough
     */
    public void addUnreadable(String field, FieldCode code, String rule) {
        InvalidField refused = new InvalidField(field, code, rule);
        add("", refused);
        unreadable.add(refused.field());
    }

    /** For rules of no common kind. */
    public void add(String field, String rule) {
        add(field, FieldCode.INVALID, rule);
    }

    /**
     * What the supplier makes, or empty if it refuses; its complaints are kept.
     *
     * @param path where the value stands in the submission; "" for the top
     * @throws InvalidFields with all that was found, if it is enough
     */
    public <T> Optional<T> collect(String path, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (InvalidField refused) {
            add(path, refused);
        } catch (InvalidFields refused) {
            if (refused == full) {
                throw refused;
            }
            refused.fields().forEach(each -> add(path, each));
        }
        return Optional.empty();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws InvalidFields with all that was found, if anything was */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidFields(found);
        }
    }

    private void add(String path, InvalidField relative) {
        InvalidField refused = path.isEmpty() ? relative : relative.under(path);
        if (unreadable.contains(refused.field())) {
            return;
        }
        if (found.size() == MOST) {
            List<InvalidField> all = new ArrayList<>(found);
            all.add(new InvalidField(
                    "",
                    FieldCode.INVALID,
                    "has more fields that are not as they must be; these are the first " + MOST));
            full = new InvalidFields(all);
            throw full;
        }
        found.add(refused);
    }
}
