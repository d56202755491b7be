package dev.tamis.mlp;

/**
 * Where the first layer trains in its dual form: by what its weights make of the rows, not by the weights.
 *
 * <p>A gradient of the first weights {@code W} is {@code X_b' g}, with the batch's rows {@code X_b} and the gradient {@code g}
 * of the layer's output. An optimiser that is linear in the gradient therefore only ever adds combinations of rows to
 * {@code W}, and the layer's output for all rows {@code X}, {@code Z = X W}, can be kept up to date without {@code W}: SGD's step
 * is {@code Z := (1 - lr decay) Z - lr K_b' g}, where {@code K_b} are the batch's rows of the Gram matrix {@code K = X X'}. MOMENTUM
 * keeps a velocity of {@code Z} in the same way. It is the same training up to rounding; what it saves is the product of the
 * forward pass, which becomes a choice of rows of {@code Z}, and {@code features / rows} of the update. For small parts of image
 * data, the usual case in a search, the first layer is most of the work.
 *
 * <p>Source: the dual representation of linear learners, J. Shawe-Taylor and N. Cristianini, Kernel Methods for Pattern Analysis
 * (2004), section 2.2; here of one layer in a network.
 */
public final class DualForm {

    private DualForm() {}

    /**
     * Whether trials of a shape train so on data of these sizes: with a linear optimiser, a hidden layer, and no more rows than
     * features. Then neither work nor memory is more than that of the weights, even in a training of one epoch.
     */
    public static boolean suits(GraphShape shape, DataSize data) {
        return shape.optimizer().rule().isLinear()
                && shape.architecture().hiddenLayers() > 0
                && data.rows() <= data.features();
    }
}
