package dev.tamis.training.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.training.MlpSpec.OptimizerSettings;
import dev.tamis.training.Optimizer;
import dev.tamis.training.Pack.Member;
import java.util.List;
import java.util.stream.IntStream;

/** The members' own numbers, in the forms that the program takes them. */
final class Rates implements AutoCloseable {

    private static final int SETTINGS = 6;

    private final double[] settings;

    private final long[] decaying;

    private final PtNDArray gradientScale;

    private final PtNDArray shrink;

    private final PtNDArray dropoutThreshold;

    private final PtNDArray dropoutScale;

    Rates(PtNDManager owner, List<Member> members) {
        int trials = members.size();
        settings = new double[SETTINGS * trials];
        float[] scales = new float[trials];
        float[] factors = new float[trials];
        float[] thresholds = new float[trials];
        float[] kept = new float[trials];
        for (int i = 0; i < trials; i++) {
            Member member = members.get(i);
            OptimizerSettings optimizer = member.spec().optimizer();
            double decay = member.spec().regularization().weightDecay();
            double[] own = settings(optimizer, decay);
            System.arraycopy(own, 0, settings, i * SETTINGS, SETTINGS);
            factors[i] = (float) (1 - optimizer.learningRate() * decay);
            scales[i] = linear(optimizer.kind()) ? (float) optimizer.learningRate() : 1;
            thresholds[i] = DropoutBits.threshold(member);
            kept[i] = DropoutBits.scale(member);
        }
        decaying = IntStream.range(0, trials)
                .filter(i -> factors[i] != 1)
                .asLongStream()
                .toArray();
        shrink = Torch.tensor(owner, factors, trials, 1, 1);
        gradientScale = Torch.tensor(owner, scales, trials, 1, 1);
        dropoutThreshold = Torch.tensor(owner, thresholds, trials, 1, 1);
        dropoutScale = Torch.tensor(owner, kept, trials, 1, 1);
    }

    /** Whether an optimiser's update is linear in the gradient, so that the learning rate can go into the loss. */
    private static boolean linear(Optimizer kind) {
        return kind == Optimizer.SGD || kind == Optimizer.MOMENTUM;
    }

    /** Six numbers: learning rate, weight decay, momentum, beta1, beta2, epsilon. */
    static double[] settings(OptimizerSettings optimizer, double decay) {
        return new double[] {
            optimizer.learningRate(),
            decay,
            optimizer.momentum(),
            optimizer.betas().beta1(),
            optimizer.betas().beta2(),
            optimizer.epsilon()
        };
    }

    /** Six numbers for each trial. */
    double[] settings() {
        return settings.clone();
    }

    /**
     * Places of the trials in whose weights SGD's weight decay changes a bit: in single precision a factor within 3e-8 of 1
     * is 1.
     */
    long[] decaying() {
        return decaying.clone();
    }

    /** What SGD multiplies each trial's weights by in a step. */
    PtNDArray shrink() {
        return shrink;
    }

    PtNDArray gradientScale() {
        return gradientScale;
    }

    PtNDArray dropoutThreshold() {
        return dropoutThreshold;
    }

    PtNDArray dropoutScale() {
        return dropoutScale;
    }

    @Override
    public void close() {
        shrink.close();
        gradientScale.close();
        dropoutThreshold.close();
        dropoutScale.close();
    }
}
