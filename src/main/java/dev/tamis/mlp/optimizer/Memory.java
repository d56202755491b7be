package dev.tamis.mlp.optimizer;

/**
 * What an optimizer remembers of each weight: up to two numbers, 0 before the first update.
 *
 * @param first whether its code uses {@code first}
 * @param second whether its code uses {@code second}
 */
public record Memory(boolean first, boolean second) {

    static final Memory NONE = new Memory(false, false);

    /** Numbers a weight takes in all, itself included. */
    public int numbersOfWeight() {
        return 1 + (first ? 1 : 0) + (second ? 1 : 0);
    }
}
