package dev.tamis.mlp.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.mlp.MlpSpec.OptimizerSettings;
import dev.tamis.mlp.Pack.Member;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The members' own numbers, in the forms that the program takes them. */
final class Rates implements AutoCloseable {

    private final double[] settings;

    private final WeightDecay decay;

    private final PtNDArray gradientScale;

    private final PtNDArray dropoutThreshold;

    private final PtNDArray dropoutScale;

    Rates(PtNDManager owner, List<Member> members) {
        int trials = members.size();
        DoubleStream.Builder all = DoubleStream.builder();
        float[] scales = new float[trials];
        double[] losses = new double[trials];
        float[] thresholds = new float[trials];
        float[] kept = new float[trials];
        for (int i = 0; i < trials; i++) {
            Member member = members.get(i);
            OptimizerSettings optimizer = member.spec().optimizer();
            double ownDecay = member.spec().regularization().weightDecay();
            DoubleStream.of(settings(optimizer, ownDecay)).forEach(all);
            losses[i] = optimizer.learningRate() * ownDecay;
            scales[i] = optimizer.kind().rule().isLinear() ? (float) optimizer.learningRate() : 1;
            thresholds[i] = DropoutBits.threshold(member);
            kept[i] = DropoutBits.scale(member);
        }
        settings = all.build().toArray();
        decay = new WeightDecay(losses);
        gradientScale = Torch.tensor(owner, scales, trials, 1, 1);
        dropoutThreshold = Torch.tensor(owner, thresholds, trials, 1, 1);
        dropoutScale = Torch.tensor(owner, kept, trials, 1, 1);
    }

    /** Learning rate, weight decay, and the coefficients that the optimizer reads. */
    static double[] settings(OptimizerSettings optimizer, double decay) {
        return DoubleStream.concat(
                        DoubleStream.of(optimizer.learningRate(), decay),
                        optimizer.kind().rule().coefficients().stream().mapToDouble(optimizer::coefficient))
                .toArray();
    }

    /** SGD's weight decay; the other optimisers take theirs from the settings. */
    WeightDecay decay() {
        return decay;
    }

    /** As the program takes them: pace, but for shrink, which changes. @param updates the next of each trial, from 1 */
    Arguments pace(PtNDArray shrink, long... updates) {
        return new Arguments()
                .tensor(gradientScale)
                .tensor(shrink)
                .reals(settings)
                .numbers(decay.decaying(updates))
                .numbers(LongStream.of(updates).map(each -> each - 1).toArray());
    }

    /** As the program takes them: drops. */
    Arguments drops(DropoutBits bits) {
        return new Arguments().tensor(bits.tensor()).tensor(dropoutThreshold).tensor(dropoutScale);
    }

    @Override
    public void close() {
        gradientScale.close();
        dropoutThreshold.close();
        dropoutScale.close();
    }
}
