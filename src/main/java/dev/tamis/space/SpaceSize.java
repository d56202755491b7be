package dev.tamis.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a search space may be that a client brings, looked at before anything is made of it. Its size is paid for again and again:
 * by each plan, round and list that holds it, and by each range suggestion. What has been stored stays readable, whatever it is.
 */
public final class SpaceSize {

    public static final int MOST_PARAMETERS = 100;

    /** Of all its domains together, with the values that their conditions list. */
    public static final int MOST_CHOICES = 5000;

    /** Characters of a choice that is a text. */
    public static final int LONGEST_CHOICE = 200;

    private SpaceSize() {}

    /** @throws InvalidField if the plain form is of a larger space; says the limit and the size */
    public static void check(Map<String, ?> plain) {
        if (plain.size() > MOST_PARAMETERS) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must search at most " + MOST_PARAMETERS + " hyperparameters, but has " + plain.size());
        }
        long choices = plain.values().stream()
                .mapToLong(domain -> choicesOf(domain).size()
                        + listedOf(domain).values().stream()
                                .mapToLong(List::size)
                                .sum())
                .sum();
        if (choices > MOST_CHOICES) {
            throw new InvalidField(
                    "",
                    FieldCode.OUT_OF_RANGE,
                    "must have at most " + MOST_CHOICES + " choices in all, with those that conditions list, but has "
                            + choices
                            + "; a stretch of numbers is {\"type\": \"int\"} or \"float\", with a step if need be");
        }
        plain.forEach((name, domain) -> {
            checkLengths(name + ".choices", choicesOf(domain));
            listedOf(domain).forEach((other, listed) -> checkLengths(name + ".when." + other, listed));
        });
    }

    private static void checkLengths(String field, List<?> choices) {
        choices.forEach(choice -> {
            if (choice instanceof String text && text.length() > LONGEST_CHOICE) {
                throw new InvalidField(
                        field,
                        FieldCode.OUT_OF_RANGE,
                        "must be texts of at most " + LONGEST_CHOICE + " characters, but one has " + text.length()
                                + ": " + Shown.of(text));
            }
        });
    }

    private static List<?> choicesOf(Object domain) {
        return domain instanceof Map<?, ?> map && map.get("choices") instanceof List<?> choices ? choices : List.of();
    }

    /** What its condition lists, by the other parameter's name. */
    private static Map<String, List<?>> listedOf(Object domain) {
        Map<String, List<?>> listed = new LinkedHashMap<>();
        if (domain instanceof Map<?, ?> map && map.get("when") instanceof Map<?, ?> when) {
            when.forEach((other, values) -> {
                if (values instanceof List<?> list) {
                    listed.put(String.valueOf(other), list);
                }
            });
        }
        return listed;
    }
}
