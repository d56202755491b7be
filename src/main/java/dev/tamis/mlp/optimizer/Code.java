package dev.tamis.mlp.optimizer;

/**
 * What an optimizer does to one trial's matrix of weights, as statements of the program, of which each stands on a line of its own.
 *
 * <p>They see {@code first} and {@code second} as far as it remembers them, {@code rate}, {@code decay} (0 where weights do not
 * decay), {@code step} (of the updates, from 1) and its coefficients by name. They change what they are given in place.
 *
 * @param on what else they see
 */
public record Code(Operand on, String statements) {

    /** What an update is made of. */
    public enum Operand {

        /**
         * Nothing: its update is w - h g, with decay as a factor of w, which the program does for all trials at once. For what is
         * linear and remembers nothing.
         */
        ALL_TRIALS,

        /** The weights {@code w} (in, out), and {@code h} (in, rows) and {@code g} (rows, out), whose product is the gradient. */
        MATRIX,

        /**
         * Some rows of the weights, as the list {@code updated} of one tensor, and their gradient {@code d}: as many as stay in the
         * cache, with what is remembered of them, until they are updated.
         */
        BLOCK
    }
}
