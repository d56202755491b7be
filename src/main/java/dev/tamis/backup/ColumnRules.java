package dev.tamis.backup;

import dev.tamis.people.Names;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the values of a table's columns must be beyond their types, said by the module whose table it is: a decision for each column. */
public final class ColumnRules {

    private static final int LONGEST_REASON = 200;

    private final Map<String, Rule<Object>> byColumn = new TreeMap<>();
    private Consumer<Map<String, Object>> together = row -> {};

    /** A rule for values of a column. */
    @FunctionalInterface
    public interface Rule<T> {

        /** @throws IllegalArgumentException if a value, which is not null, means nothing here; with what it must be, as what follows its column's name */
        void check(T value);
    }

    /** Whatever their types take. */
    public ColumnRules any(String... columns) {
        return as(Object.class, value -> {}, columns);
    }

    /** Numbers that are no lower than another. */
    public ColumnRules atLeast(long least, String... columns) {
        return as(
                Number.class,
                value -> require(
                        value.doubleValue() >= least && value.doubleValue() <= Double.MAX_VALUE,
                        "must be " + least + " or more",
                        value),
                columns);
    }

    /** Whole numbers that are no lower than one and no higher than another. */
    public ColumnRules between(long least, long most, String... columns) {
        return as(
                Number.class,
                value -> require(
                        value.longValue() >= least && value.longValue() <= most,
                        "must be " + least + " or more, and at most " + most,
                        value),
                columns);
    }

    /** Names of people, as tokens are made for. */
    public ColumnRules person(String... columns) {
        return as(
                String.class,
                name -> {
                    try {
                        Names.checked(name);
                    } catch (InvalidField refused) {
                        throw new IllegalArgumentException(refused.rule(), refused);
                    }
                },
                columns);
    }

    /** Names of constants. */
    public <E extends Enum<E>> ColumnRules oneOf(Class<E> type, String... columns) {
        E[] all = type.getEnumConstants();
        return as(
                String.class,
                value -> require(
                        Arrays.stream(all).anyMatch(each -> each.name().equals(value)),
                        "must be one of " + Arrays.toString(all),
                        value),
                columns);
    }

    /**
     * What must be readable.
     *
     * @param what as what follows "must be"
     * @param reader as whoever uses the value will read it; may throw anything
     */
    public <T> ColumnRules readable(String what, Class<T> type, Function<T, ?> reader, String... columns) {
        return as(
                type,
                value -> {
                    Object read;
                    try {
                        read = reader.apply(value);
                    } catch (RuntimeException unreadable) {
                        throw new IllegalArgumentException(
                                "must be " + what + ", but " + reason(unreadable), unreadable);
                    }
                    require(read != null, "must be " + what, value);
                },
                columns);
    }

    /** @param type what the columns have in Java */
    public <T> ColumnRules as(Class<T> type, Rule<T> rule, String... columns) {
        for (String column : columns) {
            if (byColumn.putIfAbsent(column, value -> rule.check(type.cast(value))) != null) {
                throw new IllegalArgumentException("There are two rules for " + column);
            }
        }
        return this;
    }

    /** What must hold of a row's values together. @param rule by column, nulls as nulls; throws {@link MeaninglessRow} */
    public ColumnRules together(Consumer<Map<String, Object>> rule) {
        together = rule;
        return this;
    }

    /** @throws IllegalArgumentException if the rule does not hold. @param rule as what follows a column's name */
    public static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + Shown.of(value));
        }
    }

    Map<String, Rule<Object>> byColumn() {
        return byColumn;
    }

    /** @throws MeaninglessRow if a value of a row means nothing */
    void check(Map<String, Object> row) {
        row.forEach((column, value) -> {
            Rule<Object> rule = byColumn.get(column);
            if (rule == null) {
                throw new IllegalStateException("Nobody says what values of the column " + column + " mean");
            }
            if (value != null) {
                try {
                    rule.check(value);
                } catch (IllegalArgumentException meaningless) {
                    throw new MeaninglessRow(column, meaningless.getMessage());
                }
            }
        });
        together.accept(row);
    }

    /** Of the innermost cause, for what Jackson says around it tells of classes, if that is a refusal: others tell of this program. */
    private static String reason(Throwable unreadable) {
        Throwable cause = unreadable;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean isRefusal = cause instanceof IllegalArgumentException || cause instanceof IllegalStateException;
        String told = Optional.ofNullable(isRefusal ? cause.getMessage() : null).orElse("cannot be read");
        String line = told.lines().findFirst().orElse("");
        return Shown.name(line.substring(0, Math.min(line.length(), LONGEST_REASON)));
    }
}
