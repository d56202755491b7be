package dev.tamis.mlp.activation;

/** A function of single activations. Knows nothing but itself: one instance serves all. */
public interface Nonlinearity {

    /** What it is of its input z, in one phrase. */
    String meaning();

    /** No activation is below it. */
    double low();

    /** No activation is above it; infinite where there is no bound. */
    double high();

    /** Whether an activation lies where the function is flat, or nearly so: no gradient comes through. */
    boolean isSaturated(double activation);

    /**
     * Statements of the program that set {@code a} to the activations of {@code z} (T, rows, units), and may change {@code z}. Each
     * trial's have the bits that they would have alone.
     */
    String forward();

    /**
     * Statements of the program that write into {@code g} the gradient of the loss by {@code z}, from {@code below}, that by the
     * activations, and {@code a}, the activations themselves.
     */
    String backward();
}
