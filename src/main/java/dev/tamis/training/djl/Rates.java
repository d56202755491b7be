package dev.tamis.training.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.training.MlpSpec.OptimizerSettings;
import dev.tamis.training.Optimizer;
import dev.tamis.training.Pack.Member;
import java.util.List;

/** The members' own numbers, in the forms that the program takes them. */
final class Rates implements AutoCloseable {

    private static final int SETTINGS = 6;

    private final double[] settings;

    private final WeightDecay decay;

    private final PtNDArray gradientScale;

    private final PtNDArray dropoutThreshold;

    private final PtNDArray dropoutScale;

    Rates(PtNDManager owner, List<Member> members) {
        int trials = members.size();
        settings = new double[SETTINGS * trials];
        float[] scales = new float[trials];
        double[] losses = new double[trials];
        float[] thresholds = new float[trials];
        float[] kept = new float[trials];
        for (int i = 0; i < trials; i++) {
            Member member = members.get(i);
            OptimizerSettings optimizer = member.spec().optimizer();
            double ownDecay = member.spec().regularization().weightDecay();
            double[] own = settings(optimizer, ownDecay);
            System.arraycopy(own, 0, settings, i * SETTINGS, SETTINGS);
            losses[i] = optimizer.learningRate() * ownDecay;
            scales[i] = linear(optimizer.kind()) ? (float) optimizer.learningRate() : 1;
            thresholds[i] = DropoutBits.threshold(member);
            kept[i] = DropoutBits.scale(member);
        }
        decay = new WeightDecay(losses);
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

    /** SGD's weight decay; the other optimisers take theirs from the settings. */
    WeightDecay decay() {
        return decay;
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
        gradientScale.close();
        dropoutThreshold.close();
        dropoutScale.close();
    }
}
