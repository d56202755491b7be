package dev.tamis.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mlp.MlpSpec.Architecture;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

class PackPlanTest {

    private static final DataSize MNIST_1000 = new DataSize(784, 10, 800, 200);

    private static final Machine LAPTOP = new Machine(4, 8L << 20, 2L << 30);

    @Test
    void oneTrialOfTheReferenceShapeTakesWhatItsTensorsTake() {
        PackMemory memory = memory(6, 100, Optimizer.SGD, false);
        // 784*100 + 5*100*100 + 100*10 weights and 610 biases, four bytes each
        assertThat(memory.stateOfTrial()).isEqualTo(4L * (78_400 + 50_000 + 1_000 + 610));
        // six layers of 100 x 100 activations, three such gradients, five times 100 x 10 at the output, a batch 100 x
        // 784, the order
        // of 800 rows
        assertThat(memory.tensorsOfTrial() - memory.stateOfTrial())
                .isEqualTo(4L * (60_000 + 30_000 + 5_000 + 78_400) + 8 * 800);
        // a gradient of the first layer
        assertThat(memory.sharedTensors()).isEqualTo(4L * 78_400);
    }

    @Test
    void inDualFormTheFirstLayerTakesAnOutputForEachRow() {
        PackMemory memory = new PackMemory(shape(6, 100, Optimizer.SGD), new DataSize(784, 10, 400, 100), false);
        // 500*100 outputs of the first layer instead of 784*100 weights
        assertThat(memory.stateOfTrial()).isEqualTo(4L * (50_000 + 50_000 + 1_000 + 610));
        // as with 800 rows, but for the batch's products with 500 rows and the order of 400
        assertThat(memory.tensorsOfTrial() - memory.stateOfTrial())
                .isEqualTo(4L * (60_000 + 30_000 + 5_000 + 50_000) + 8 * 400);
        // the weights it starts from
        assertThat(memory.sharedTensors()).isEqualTo(4L * 78_400);
        // the Gram matrix beside the rows
        assertThat(memory.bytesOfData()).isEqualTo(memory.data().bytes() + 4L * 400 * 500);
    }

    @Test
    void theDualFormIsForLinearOptimisersHiddenLayersAndNoMoreRowsThanFeatures() {
        DataSize few = new DataSize(500, 10, 400, 100);
        DataSize many = new DataSize(499, 10, 400, 100);
        assertThat(DualForm.suits(shape(1, 100, Optimizer.SGD), few)).isTrue();
        assertThat(DualForm.suits(shape(1, 100, Optimizer.MOMENTUM), few)).isTrue();
        assertThat(DualForm.suits(shape(1, 100, Optimizer.ADAGRAD), few)).isFalse();
        assertThat(DualForm.suits(shape(1, 100, Optimizer.ADAM), few)).isFalse();
        assertThat(DualForm.suits(shape(0, 100, Optimizer.SGD), few)).isFalse();
        assertThat(DualForm.suits(shape(1, 100, Optimizer.SGD), many)).isFalse();
    }

    @Test
    void adamRemembersTwoMomentsAndBatchNormAndDropoutKeepMore() {
        assertThat(memory(2, 300, Optimizer.ADAM, false).stateOfTrial())
                .isEqualTo(3 * memory(2, 300, Optimizer.SGD, false).stateOfTrial());
        assertThat(memory(2, 300, Optimizer.SGD, true).bytes(1))
                .isGreaterThan(memory(2, 300, Optimizer.SGD, false).bytes(1));
    }

    @Test
    void smallNetworksPackWideAndLargeOnesNarrow() {
        assertThat(width(memory(1, 50, Optimizer.SGD, false), LAPTOP, 1_000)).isEqualTo(16);
        assertThat(width(memory(6, 100, Optimizer.SGD, false), LAPTOP, 1_000)).isEqualTo(8);
        assertThat(width(memory(2, 300, Optimizer.ADAM, false), LAPTOP, 1_000)).isEqualTo(4);
    }

    @Test
    void fewTrialsSpreadOverAllCores() {
        PackMemory small = memory(1, 50, Optimizer.SGD, false);
        assertThat(width(small, LAPTOP, 16)).isEqualTo(4);
        assertThat(width(small, LAPTOP, 17))
                .as("packs of 5 would be three, for four cores")
                .isEqualTo(4);
        assertThat(width(small, LAPTOP, 1)).isEqualTo(1);
    }

    @Test
    void littleMemoryMakesPacksNarrowAndOneTrialIsTheLeast() {
        PackMemory large = memory(10, 2_000, Optimizer.ADAM, false);
        Machine one = new Machine(1, 8L << 20, large.bytesOfData() + large.bytes(2));
        assertThat(width(large, one, 100)).isEqualTo(2);
        Machine none = new Machine(1, 8L << 20, 1L << 20);
        assertThat(width(large, none, 100)).isEqualTo(1);
        assertThat(PackPlan.fits(large, 1, none)).isFalse();
        assertThat(PackPlan.fits(large, 1, one)).isTrue();
    }

    private static int width(PackMemory memory, Machine machine, int trials) {
        return PackPlan.width(memory, machine, trials);
    }

    private static PackMemory memory(int layers, int units, Optimizer optimizer, boolean dropout) {
        return new PackMemory(shape(layers, units, optimizer), MNIST_1000, dropout);
    }

    private static GraphShape shape(int layers, int units, Optimizer optimizer) {
        return new GraphShape(new Architecture(layers, units, Activation.RELU, false), optimizer, 100);
    }
}
