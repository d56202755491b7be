package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loss trajectories agree with {@link ReferenceMlp}, plain loops in double precision. */
class AgainstReferenceTest {

    private static final Split SPLIT = Blobs.split(23, 17, 5, 3);

    /** More features than rows: optimisers that are linear in the gradient train the first layer in dual form. */
    private static final Split FEW_ROWS = Blobs.split(23, 17, 40, 3);

    static Stream<Arguments> cases() {
        return Stream.of(SPLIT, FEW_ROWS).flatMap(split -> specs().stream().map(spec -> Arguments.of(split, spec)));
    }

    private static List<MlpSpec> specs() {
        List<MlpSpec> specs = new ArrayList<>();
        for (Optimizer optimizer : Optimizer.values()) {
            for (Activation activation : Activation.values()) {
                for (boolean norm : new boolean[] {false, true}) {
                    for (double dropout : new double[] {0, 0.3}) {
                        specs.add(spec(optimizer, activation, norm, dropout));
                    }
                }
            }
        }
        return specs;
    }

    private static MlpSpec spec(Optimizer optimizer, Activation activation, boolean norm, double dropout) {
        return Trials.spec(
                "hiddenLayers",
                2,
                "hiddenUnits",
                6,
                "activation",
                activation.name(),
                "batchNorm",
                norm,
                "dropout",
                dropout,
                "optimizer",
                optimizer.name(),
                "learningRate",
                0.02,
                "momentum",
                0.8,
                "beta1",
                0.85,
                "beta2",
                0.99,
                "epsilon",
                1e-3,
                "weightDecay",
                0.05,
                "initializer",
                "NORMAL",
                "initializerStd",
                0.5,
                "batchSize",
                10,
                "epochs",
                3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossesAndAccuraciesAgree(Split split, MlpSpec spec) {
        Pack.Member member = Trials.member(4, spec);
        List<Measurement> curve =
                Trials.curves(split, List.of(Trials.member(1, spec), member)).get(4);
        ReferenceMlp reference =
                new ReferenceMlp(member, split.train().features(), split.train().classes());
        for (Measurement result : curve) {
            double[] train = reference.train(split.train(), Trials.BATCHES, result.step());
            double[] validation = reference.evaluate(split.validation());
            assertThat(MlpMetric.TRAIN_LOSS.of(result)).isCloseTo(train[0], within(1e-5));
            boolean drops = spec.regularization().dropout() > 0;
            double trainAccuracy = drops ? reference.evaluate(split.train())[1] : train[1];
            assertThat(MlpMetric.TRAIN_ACCURACY.of(result)).isCloseTo(trainAccuracy, within(1e-9));
            assertThat(MlpMetric.VALIDATION_LOSS.of(result)).isCloseTo(validation[0], within(1e-5));
            assertThat(MlpMetric.VALIDATION_ACCURACY.of(result)).isCloseTo(validation[1], within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theyAgreeWithoutHiddenLayersAndWithBatchesOfOneRow(Split split, MlpSpec like) {
        MlpSpec spec = Trials.spec(
                "hiddenLayers",
                like.architecture().batchNorm() ? 1 : 0,
                "hiddenUnits",
                4,
                "activation",
                like.architecture().activation().name(),
                "batchNorm",
                like.architecture().batchNorm(),
                "optimizer",
                like.optimizer().kind().name(),
                "learningRate",
                0.02,
                "epsilon",
                1e-3,
                "batchSize",
                11,
                "epochs",
                2);
        Pack.Member member = Trials.member(4, spec);
        ReferenceMlp reference =
                new ReferenceMlp(member, split.train().features(), split.train().classes());
        for (Measurement result : Trials.curves(split, List.of(member)).get(4)) {
            double[] train = reference.train(split.train(), Trials.BATCHES, result.step());
            double[] validation = reference.evaluate(split.validation());
            assertThat(MlpMetric.TRAIN_LOSS.of(result)).isCloseTo(train[0], within(1e-5));
            assertThat(MlpMetric.VALIDATION_LOSS.of(result)).isCloseTo(validation[0], within(1e-5));
        }
    }
}
