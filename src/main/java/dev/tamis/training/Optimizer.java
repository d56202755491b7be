package dev.tamis.training;

/** The rule that turns gradients into updates of the weights. */
public enum Optimizer {
    /** w -= lr g */
    SGD,
    /** v = momentum v - lr g; w += v (Polyak 1964, in the lecture's form) */
    MOMENTUM,
    /** h += g g; w -= lr g / (sqrt(h) + epsilon) (Duchi, Hazan, Singer 2011) */
    ADAGRAD,
    /** First and second moments with bias correction (Kingma, Ba 2015), epsilon outside the root */
    ADAM
}
