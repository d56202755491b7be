package dev.tamis.web.answer;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * How a list can be sorted: each resource says it in its own room. Not in the record that its query string is read into, for the
 * documentation takes the fields of those for parameters, static or not.
 *
 * @param properties the property of the entity by its name in the API
 * @param standard the order if a client names none
 * @param key the entity's key, the last criterion of every order, so that pages do not overlap
 */
public record Sorting(Map<String, String> properties, Sort standard, String key) {

    public static final int LARGEST_PAGE = 1000;

    /** For lists in memory, which have their one order. */
    static final Sorting NONE = new Sorting(Map.of(), Sort.unsorted(), "position");

    private static final int USUAL_PAGE = 20;

    /**
     * The page that a client asks for.
     *
     * @param page 0-based; 0 if null
     * @param size 1 to 1000; 20 if null
     * @param sort {@code field}, {@code field,asc} or {@code field,desc}, most important first
     * @throws dev.tamis.space.InvalidFields naming page, size and sort as they are at fault
     */
    public Pageable page(Integer page, Integer size, List<String> sort) {
        Violations violations = new Violations();
        int number = page == null ? 0 : page;
        int length = checkedSize(size, violations);
        if (number < 0 || (long) number * length > Integer.MAX_VALUE) {
            violations.add(
                    "page",
                    FieldCode.OUT_OF_RANGE,
                    "must be >= 0, and page * size at most " + Integer.MAX_VALUE + ", but got page=" + number
                            + ", size=" + length);
        }
        Sort order = violations.collect("", () -> order(sort)).orElse(standard);
        violations.throwIfAny();
        return PageRequest.of(number, length, order.and(Sort.by(key)));
    }

    /** The size that a client asks for, complaints kept. */
    public static int checkedSize(Integer size, Violations violations) {
        int length = size == null ? USUAL_PAGE : size;
        if (length < 1 || length > LARGEST_PAGE) {
            violations.add(
                    "size", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + LARGEST_PAGE + ", but got " + length);
            return USUAL_PAGE;
        }
        return length;
    }

    private Sort order(List<String> sort) {
        if (sort == null || sort.isEmpty()) {
            return standard;
        }
        List<Sort.Order> orders = new ArrayList<>();
        for (String each : sort) {
            String[] parts = each.split(",", -1);
            String property = properties.get(parts[0]);
            boolean direction =
                    parts.length == 1 || (parts.length == 2 && (parts[1].equals("asc") || parts[1].equals("desc")));
            if (property == null || !direction) {
                throw new InvalidField(
                        "sort",
                        FieldCode.NOT_ONE_OF,
                        "must be a field, or a field with ,asc or ,desc; the fields are "
                                + String.join(", ", new TreeSet<>(properties.keySet())) + ", but got "
                                + Shown.of(each));
            }
            boolean descending = parts.length == 2 && parts[1].equals("desc");
            // Databases disagree on where nulls go.
            orders.add(new Sort.Order(descending ? Sort.Direction.DESC : Sort.Direction.ASC, property).nullsLast());
        }
        return Sort.by(orders);
    }
}
