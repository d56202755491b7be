package dev.tamis.search.pruner;

import static dev.tamis.search.pruner.Told.merits;
import static dev.tamis.search.pruner.Told.peers;
import static dev.tamis.search.pruner.Told.stopStep;
import static dev.tamis.search.pruner.Told.trial;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandTest {

    private static final Hyperband PRUNER = new Hyperband(1, 81, 3, null);

    /** Table 1 of the paper, R = 81 by 3: brackets of 81, 34 (27 and more), 15 (9), 8 (6) and 5 trials. */
    @Test
    void bracketsHaveTheSharesOfThePaper() {
        int[] inBracket = new int[5];
        IntStream.range(0, 143 * 100).forEach(number -> inBracket[PRUNER.group(trial(number, 81))]++);
        double[] shares = {81, 34, 15, 8, 5};
        for (int bracket = 0; bracket < 5; bracket++) {
            assertThat(inBracket[bracket] / 14_300.0)
                    .isBetween(shares[bracket] / 143 - .002, shares[bracket] / 143 + .002);
        }
    }

    @Test
    void eachBracketBeginsOneRungLater() {
        for (int number = 0; number < 50; number++) {
            int bracket = PRUNER.group(trial(number, 81));
            assertThat(PRUNER.looks(trial(number, 81)))
                    .isEqualTo(List.of(1, 3, 9, 27).subList(bracket, 4));
        }
    }

    @Test
    void theLastBracketTrainsToItsEnd() {
        int number = IntStream.range(0, 1_000)
                .filter(each -> PRUNER.group(trial(each, 81)) == 4)
                .findFirst()
                .orElseThrow();
        assertThat(stopStep(PRUNER, trial(number, 81), peers(9, Map.of(1, merits(1, 1, 1))), merits(0, 0, 0)))
                .isEmpty();
    }

    @Test
    void itsFirstRungLetsTheBestThirdOfTheBracketPass() {
        int number = IntStream.range(0, 1_000)
                .filter(each -> PRUNER.group(trial(each, 81)) == 1)
                .findFirst()
                .orElseThrow();
        var peers = peers(5, Map.of(3, merits(.1, .2, .3, .4, .5)));
        assertThat(stopStep(PRUNER, trial(number, 81), peers, merits(0, 0, .4))).isEmpty();
        assertThat(stopStep(PRUNER, trial(number, 81), peers, merits(0, 0, .39)))
                .contains(3);
    }
}
