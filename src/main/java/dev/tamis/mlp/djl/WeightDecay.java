package dev.tamis.mlp.djl;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * SGD's weight decay as factors of the weights, in updates of which each has some or none.
 *
 * <p>An update's own factor is {@code 1 - rate * decay}. In single precision one within 3e-8 of 1 is 1, and a decay so slight would be
 * lost in every update, however many there are. It is therefore saved up: such a trial's weights are multiplied by
 * {@code (1 - rate * decay)^n} with every n-th update, n being so many that the factor is {@link #SAVED_UP} steps of single precision away
 * from 1. What is never applied is less than that: at most 6e-5 of the weights at the end of a training. Which update decays depends on the
 * trial alone, not on its pack.
 *
 * <p>Factors just off 1 are applied in each update, rounded to the nearest 6e-8: a decay that {@code rate * decay} makes 3e-8 is twice as
 * strong as asked for, one of 1e-7 by 19 % too strong, one of 1e-6 by up to 3 %, one of 1e-5 by up to 0.3 %. Rejected: saving those up as
 * well, which would change the results of experiments that have been published, by less than their noise.
 */
final class WeightDecay {

    /** Distance of neighbours of 1 in single precision, below it. */
    private static final double STEP = 0x1p-24;

    /** Enough for the rounding of a factor to change its decay by no more than 0.05 %. */
    private static final int SAVED_UP = 1024;

    /** Nobody trains so many updates. */
    private static final double NEVER = 1e15;

    /** What each trial's weights lose of themselves in an update: learning rate times weight decay. */
    private final double[] losses;

    /** With every how many updates a trial's weights decay: 0 never, 1 always. */
    private final long[] periods;

    /** @param losses learning rate times weight decay of each trial */
    WeightDecay(double... losses) {
        this.losses = losses.clone();
        periods = DoubleStream.of(losses).mapToLong(WeightDecay::period).toArray();
    }

    private static long period(double loss) {
        if ((float) (1 - loss) != 1) {
            return 1;
        }
        double updates = SAVED_UP * STEP / loss;
        return updates > NEVER ? 0 : (long) Math.ceil(updates);
    }

    /** Places of the trials whose weights decay in an update, in ascending order. @param updates of each trial, from 1 */
    long[] decaying(long... updates) {
        return IntStream.range(0, periods.length)
                .filter(i -> decays(i, updates[i]))
                .asLongStream()
                .toArray();
    }

    /** What an update multiplies each trial's weights by. @param updates of each trial, from 1 */
    float[] factors(long... updates) {
        float[] factors = new float[losses.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = decays(i, updates[i]) ? factor(i) : 1;
        }
        return factors;
    }

    /** How many updates come before the first in which a saved up decay is applied: 0 where the given ones are such. */
    long beforeNextSavedUp(long... updates) {
        return IntStream.range(0, periods.length)
                .filter(i -> periods[i] > 1)
                .mapToLong(i -> (periods[i] - updates[i] % periods[i]) % periods[i])
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean decays(int trial, long update) {
        return periods[trial] > 0 && update % periods[trial] == 0;
    }

    private float factor(int trial) {
        return periods[trial] == 1
                ? (float) (1 - losses[trial])
                : (float) StrictMath.exp(periods[trial] * StrictMath.log1p(-losses[trial]));
    }
}
