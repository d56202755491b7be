package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pack;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightDecayTest {

    /** What single precision makes of weights is what the rule says, however slight the decay of an update is. */
    @Test
    void nothingOfASlightDecayIsLostInTheLongRun() {
        Random random = new Random(23);
        for (int i = 0; i < 2_000; i++) {
            double loss = Math.pow(10, -5 - 9 * random.nextDouble());
            long updates = 1 + (long) (Math.pow(10, 9 * random.nextDouble()));
            double asked = -updates * Math.log1p(-loss);

            double applied = applied(new WeightDecay(loss), updates, (float) (1 - loss) == 1);

            double rounding = (float) (1 - loss) == 1 ? 5e-4 : 3.1e-8 / loss;
            assertThat(applied).as("%s, %d updates", loss, updates).isCloseTo(asked, within(6.2e-5 + rounding * asked));
        }
    }

    @Test
    void aDecayOfEachUpdateIsAppliedInEachAsItWasBefore() {
        WeightDecay decay = new WeightDecay(1e-3, 0, 1e-6);

        assertThat(decay.factors(1, 1, 1)).containsExactly(0.999f, 1, (float) (1 - 1e-6));
        assertThat(decay.decaying(7, 7, 7)).containsExactly(0, 2);
        assertThat(decay.beforeNextSavedUp(1, 1, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDecayTooSlightForAnUpdateIsSavedUp() {
        WeightDecay decay = new WeightDecay(1e-3, 1e-11);
        long period = 1 + decay.beforeNextSavedUp(1, 1);

        assertThat(period).isEqualTo((long) Math.ceil(1024 * 0x1p-24 / 1e-11));
        assertThat(decay.decaying(period - 1, period - 1)).containsExactly(0);
        assertThat(decay.decaying(period, period)).containsExactly(0, 1);
        assertThat(decay.factors(period, period)[1]).isEqualTo(1 - 1024 * 0x1p-24f);
        assertThat(decay.beforeNextSavedUp(period, period)).isZero();
        assertThat(decay.beforeNextSavedUp(period + 1, period + 1)).isEqualTo(period - 1);
    }

    @Test
    void trialsAtDifferentUpdatesSaveUpEachForItself() {
        WeightDecay decay = new WeightDecay(1e-11, 1e-11);
        long period = 1 + decay.beforeNextSavedUp(1, 1);

        assertThat(decay.decaying(period, 3)).containsExactly(0);
        assertThat(decay.decaying(period + 5, period)).containsExactly(1);
        assertThat(decay.factors(3, 2 * period)).containsExactly(1, 1 - 1024 * 0x1p-24f);
        assertThat(decay.beforeNextSavedUp(period - 7, 3)).isEqualTo(7);
        assertThat(decay.beforeNextSavedUp(3, 2 * period - 4)).isEqualTo(4);
    }

    @Test
    void whatIsNotReachedInAnyTrainingIsNoDecay() {
        assertThat(new WeightDecay(1e-300, 0).beforeNextSavedUp(1, 1)).isEqualTo(Long.MAX_VALUE);
    }

    /** lr * decay = 2.5e-8, which a factor of single precision cannot say: 400 epochs of 20 updates take 2e-4 off the weights. */
    @Test
    void aSlightDecayChangesANetworkAndTheSameOneInAPackAndAlone() {
        Pack.Member decaying = Trials.member(0, spec(2.5e-5));
        Pack.Member other = Trials.member(1, spec(0));
        var split = Blobs.split(40, 10, 6, 3);

        var together = Trials.curves(split, List.of(decaying, other));

        List<Measurement> alone = Trials.curves(split, List.of(decaying)).get(0);
        assertThat(together.get(0)).isEqualTo(alone);
        Measurement same =
                Trials.curves(split, List.of(Trials.member(0, spec(0)))).get(0).get(399);
        assertThat(MlpMetric.TRAIN_LOSS.of(alone.get(399))).isNotEqualTo(MlpMetric.TRAIN_LOSS.of(same));
        assertThat(MlpMetric.TRAIN_LOSS.of(alone.get(399))).isCloseTo(MlpMetric.TRAIN_LOSS.of(same), within(1e-3));
    }

    private static dev.tamis.mlp.MlpSpec spec(double decay) {
        return Trials.spec(
                "hiddenLayers",
                1,
                "hiddenUnits",
                5,
                "batchSize",
                2,
                "epochs",
                400,
                "learningRate",
                1e-3,
                "weightDecay",
                decay);
    }

    /** Minus the logarithm of what so many updates multiply a weight by. */
    private static double applied(WeightDecay decay, long updates, boolean savedUp) {
        if (!savedUp) {
            return -updates * Math.log(decay.factors(1)[0]);
        }
        long period = 1 + decay.beforeNextSavedUp(1);
        return period > updates ? 0 : -(updates / period) * Math.log(decay.factors(period)[0]);
    }
}
