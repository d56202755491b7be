package dev.tamis.search.pruner;

import static dev.tamis.search.pruner.Told.merits;
import static dev.tamis.search.pruner.Told.peers;
import static dev.tamis.search.pruner.Told.stop;
import static dev.tamis.search.pruner.Told.stopStep;
import static dev.tamis.search.pruner.Told.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Stop;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {

    /** Rungs of Determined's tests of its asynchronous successive halving. */
    @Test
    void rungsAreThoseThatAreKnown() {
        assertThat(Rungs.of(1, 10, 2).steps()).containsExactly(1, 2, 5);
        assertThat(Rungs.of(100, 900, 3).steps()).containsExactly(100, 300);
        assertThat(Rungs.of(1, 27, 3).steps()).containsExactly(1, 3, 9);
        assertThat(Rungs.of(3, 50, 3).steps()).containsExactly(3, 8, 20);
        assertThat(Rungs.of(5, 5, 3).steps()).isEmpty();
        assertThat(Rungs.of(1, 2, 3).steps()).containsExactly(1);
        assertThat(Rungs.of(1, 100_000, 2).steps())
                .hasSize(17)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1)
                .allMatch(each -> each < 100_000);
    }

    @Test
    void aTrialIsLookedAtBelowItsOwnEndAlone() {
        SuccessiveHalving pruner = new SuccessiveHalving(3, 50, 3, null);
        assertThat(pruner.looks(trial(0, 50))).containsExactly(3, 8, 20);
        assertThat(pruner.looks(trial(0, 8))).containsExactly(3);
        assertThat(pruner.looks(trial(0, 3))).isEmpty();
        assertThat(new SuccessiveHalving(3, null, 3, null).looks(trial(0, 50))).containsExactly(3, 8, 20);
    }

    @Test
    void theBestThirdOfAllPassesTheFirstRungAndANinthTheSecond() {
        SuccessiveHalving pruner = new SuccessiveHalving(1, 9, 3, null);
        // 17 before it, of which 6 came to the second rung: of 18 trials the best 6 pass, and the best 2.
        List<Merit> first = merits(.1, .2, .3, .4, .5, .6, .7, .8, .9, .11, .12, .13, .14, .15, .16, .17, .18);
        List<Merit> second = merits(.5, .6, .7, .8, .9, .95);
        Peers peers = peers(17, Map.of(1, first, 3, second));
        assertThat(stopStep(pruner, trial(17, 9), peers, merits(.39))).contains(1);
        assertThat(stopStep(pruner, trial(17, 9), peers, merits(.4, .4, .95, .9)))
                .isEmpty();
        assertThat(stopStep(pruner, trial(17, 9), peers, merits(.4, .4, .9, .9)))
                .isEmpty();
        assertThat(stop(pruner, trial(17, 9), peers, merits(.4, .4, .89)))
                .contains(Map.entry(
                        3, new Stop.Hopeless(new Merit(.89, 0), new Merit(.9, 0), "the best 2 of 18 trials")));
    }

    @Test
    void theFirstTrialPassesAndTheNextMustBeAsGood() {
        SuccessiveHalving pruner = new SuccessiveHalving();
        assertThat(stopStep(pruner, trial(0, 9), Peers.NONE, merits(0, 0, 0))).isEmpty();
        Peers one = peers(1, Map.of(1, merits(.5)));
        assertThat(stopStep(pruner, trial(1, 9), one, merits(.5))).isEmpty();
        assertThat(stop(pruner, trial(1, 9), one, merits(.4)))
                .contains(Map.entry(1, new Stop.Hopeless(new Merit(.4, 0), new Merit(.5, 0), "the best of 2 trials")));
    }

    @Test
    void equalsAreToldApartAsOnTheLeaderboard() {
        SuccessiveHalving pruner = new SuccessiveHalving();
        Peers peers = peers(1, Map.of(1, List.of(new Merit(.5, -1.0))));
        assertThat(stopStep(pruner, trial(1, 9), peers, List.of(new Merit(.5, -0.9))))
                .isEmpty();
        assertThat(stopStep(pruner, trial(1, 9), peers, List.of(new Merit(.5, -1.1))))
                .contains(1);
        assertThat(stopStep(pruner, trial(1, 9), peers, List.of(new Merit(Double.NaN, 0))))
                .contains(1);
    }

    /** Trials that never came to a rung, stopped or failed before, count among those of which a share passes. */
    @Test
    void whoeverComesToARungWhileFewHaveIsNotStoppedThere() {
        SuccessiveHalving pruner = new SuccessiveHalving(1, 9, 3, null);
        Peers peers = peers(26, Map.of(1, merits(.1), 3, merits(.9, .8)));
        assertThat(stopStep(pruner, trial(26, 9), peers, merits(.2, .2, .2))).isEmpty();
    }

    @Test
    void settingsAreRefusedByTheirNames() {
        assertThatThrownBy(() -> new SuccessiveHalving(5, 4, 3, null))
                .isInstanceOf(InvalidField.class)
                .hasMessage("max: must be >= min, but got min=5, max=4");
        assertThatThrownBy(() -> new SuccessiveHalving(0, null, 3, null)).hasMessageStartingWith("min: must be >= 1");
        assertThatThrownBy(() -> new SuccessiveHalving(1, null, 1, null))
                .hasMessageStartingWith("factor: must be >= 2");
        assertThatThrownBy(() -> new SuccessiveHalving(1, null, 2, 0)).hasMessageStartingWith("lag: must be >= 1");
    }
}
