package dev.tamis.search.pruner;

import static dev.tamis.search.pruner.Told.merits;
import static dev.tamis.search.pruner.Told.peers;
import static dev.tamis.search.pruner.Told.stop;
import static dev.tamis.search.pruner.Told.stopStep;
import static dev.tamis.search.pruner.Told.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Direction;
import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Stop;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherPrunersTest {

    @Test
    void theMedianOfThoseThatCameAsFarIsToBeReached() {
        Pruner median = new Median(5, 0, null);
        Peers peers = peers(5, Map.of(1, merits(.1, .2, .3, .4, .5), 2, merits(.3, .4, .5)));
        assertThat(stopStep(median, trial(9, 5), peers, merits(.3, .4, 0))).isEmpty();
        assertThat(stopStep(median, trial(9, 5), peers, merits(.29))).contains(1);
        // The best so far counts.
        assertThat(stopStep(median, trial(9, 5), peers, merits(.4, .1))).isEmpty();
        assertThat(stop(median, trial(9, 5), peers, merits(.39, .1)))
                .contains(
                        Map.entry(2, new Stop.Hopeless(new Merit(.39, 0), new Merit(.4, 0), "the median of 3 trials")));
    }

    @Test
    void theMedianWaitsForItsStartUpAndItsWarmUp() {
        Peers four = peers(4, Map.of(1, merits(.4, .4, .4, .4), 2, merits(.4, .4, .4, .4), 3, merits(.4, .4, .4, .4)));
        assertThat(stopStep(new Median(5, 0, null), trial(9, 5), four, merits(0, 0, 0)))
                .isEmpty();
        assertThat(stopStep(new Median(4, 2, null), trial(9, 5), four, merits(0, 0, 0)))
                .contains(3);
        assertThat(new Median(4, 2, null).looks(trial(9, 5))).containsExactly(3, 4);
        assertThat(new Median().looks(trial(0, 100_000))).hasSizeBetween(90, 100);
    }

    @Test
    void firstEpochsHoldsWhoHasMore() {
        FirstEpochs pruner = new FirstEpochs(3, 10);
        assertThat(stop(pruner, trial(0, 9), Peers.NONE, merits(.1, .1, .1))).contains(Map.entry(3, new Stop.Held()));
        assertThat(stop(pruner, trial(0, 3), Peers.NONE, merits(.1, .1, .1))).isEmpty();
        assertThat(pruner.barrier().orElseThrow().keep()).isEqualTo(10);
    }

    @Test
    void patienceEndsWhoHasNotBecomeBetter() {
        Patience pruner = new Patience(2);
        assertThat(stop(pruner, trial(0, 9), Peers.NONE, merits(.1, .2, .1, .3, .3, .2)))
                .contains(Map.entry(6, new Stop.Settled()));
        assertThat(stopStep(pruner, trial(0, 9), Peers.NONE, merits(.3, .2, .1)))
                .contains(3);
        // As good a value, and a lower loss.
        assertThat(stopStep(
                        pruner,
                        trial(0, 9),
                        Peers.NONE,
                        List.of(new Merit(.3, -3), new Merit(.3, -2), new Merit(.3, -1), new Merit(.3, -.5))))
                .isEmpty();
    }

    @Test
    void aThresholdIsOfTheObjectiveWhicheverWayItGoes() {
        Judged losing = new Judged(0, 9, 9, Direction.MINIMIZE);
        Threshold pruner = new Threshold(2.0, 1);
        assertThat(stopStep(pruner, losing, Peers.NONE, merits(-3, -2, -1))).isEmpty();
        assertThat(stopStep(pruner, losing, Peers.NONE, merits(-3, -2.1))).contains(2);
        assertThat(stopStep(new Threshold(.3, 0), trial(0, 9), Peers.NONE, merits(.3, .2)))
                .contains(2);
        assertThatThrownBy(new Threshold()::requireComplete)
                .isInstanceOf(InvalidField.class)
                .hasMessage("value: is missing");
    }
}
