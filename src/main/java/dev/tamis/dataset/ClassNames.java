package dev.tamis.dataset;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The classes that a column names, numbered as they turn up and ordered in the end: by value if all are whole numbers, which makes
 * "3" and "03" the same class, else by their characters.
 */
final class ClassNames {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** A class's number so far; a new one for a name that has not turned up. */
    int numberOf(String name) {
        return numbers.computeIfAbsent(name, each -> numbers.size());
    }

    int size() {
        return numbers.size();
    }

    /**
     * The final order.
     *
     * @param names of the classes, in order
     * @param labels the label of each class by its number so far
     */
    record Order(List<String> names, int[] labels) {}

    Order order() {
        boolean whole = numbers.keySet().stream().allMatch(ClassNames::isWhole);
        Map<String, Integer> labelOf =
                new TreeMap<>(whole ? Comparator.comparingLong(Long::parseLong) : Comparator.<String>naturalOrder());
        numbers.keySet().forEach(name -> labelOf.put(whole ? plain(name) : name, 0));
        List<String> names = List.copyOf(labelOf.keySet());
        for (int label = 0; label < names.size(); label++) {
            labelOf.put(names.get(label), label);
        }
        int[] labels = numbers.keySet().stream()
                .mapToInt(name -> labelOf.get(whole ? plain(name) : name))
                .toArray();
        return new Order(names, labels);
    }

    private static boolean isWhole(String name) {
        return WHOLE.matcher(name).matches();
    }

    private static String plain(String whole) {
        return String.valueOf(Long.parseLong(whole));
    }
}
