package dev.tamis.dataset.upload;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes that a column names, numbered as they turn up and ordered in the end.
 *
 * <p>One rule says which labels are the same, whatever else stands in the column and in whichever file: numbers that are equal (3, 03, 3.0),
 * true and false in capitals or not, and texts whose characters are the same once letters with marks are composed (Unicode's NFC). Classes are
 * called by the first of their spellings; where all are numbers by the number, and then they are ordered by value, else by their characters.
 */
final class ClassNames {

    /** Of spellings, so that most rows need not be looked at closely; a file may spell a number in endless ways. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Integer> numbers = new HashMap<>();

    private final Map<Object, Integer> classes = new HashMap<>();

    private final List<String> spellings = new ArrayList<>();

    /** A class's number so far; a new one for a name that has not turned up. */
    int numberOf(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = classes.computeIfAbsent(identity(name), absent -> {
            spellings.add(name);
            return spellings.size() - 1;
        });
        if (numbers.size() < REMEMBERED) {
            numbers.put(name, number);
        }
        return number;
    }

    int size() {
        return spellings.size();
    }

    /** Whether a class of that name has turned up. */
    boolean holds(String name) {
        return classes.containsKey(identity(name));
    }

    /** Whether every class is a number. */
    boolean areNumbers() {
        return classes.keySet().stream().allMatch(BigDecimal.class::isInstance);
    }

    /**
     * The final order.
     *
     * @param names of the classes, in order
     * @param labels the label of each class by its number so far
     */
    record Order(List<String> names, int[] labels) {}

    Order order() {
        boolean numeric = areNumbers();
        Comparator<Integer> byValue = Comparator.comparing(number -> (BigDecimal) identity(spellings.get(number)));
        List<Integer> sorted = IntStream.range(0, size())
                .boxed()
                .sorted(numeric ? byValue : Comparator.comparing(spellings::get))
                .toList();
        int[] labels = new int[size()];
        for (int label = 0; label < labels.length; label++) {
            labels[sorted.get(label)] = label;
        }
        return new Order(
                sorted.stream()
                        .map(spellings::get)
                        .map(name -> numeric ? plain(name) : name)
                        .toList(),
                labels);
    }

    /** Equal for spellings of one class. */
    private static Object identity(String name) {
        if (!Double.isNaN(Cells.number(name))) {
            try {
                return new BigDecimal(name).stripTrailingZeros();
            } catch (NumberFormatException tooFarFromOne) {
                return name;
            }
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        String lower = composed.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false") ? lower : composed;
    }

    private static String plain(String number) {
        BigDecimal value = (BigDecimal) identity(number);
        return Math.abs(value.scale()) <= Cells.LONGEST ? value.toPlainString() : value.toString();
    }
}
