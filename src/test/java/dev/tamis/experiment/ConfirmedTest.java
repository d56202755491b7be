package dev.tamis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmedTest {

    /** Means 0.8, 0.9 and 0.5 by places; squares 0.0002 each over 3 degrees of freedom, so the error of a difference is 0.0141. */
    @Test
    void theBestMeanWinsAndIsToldFromTheOthers() {
        Confirmed confirmed = Confirmed.of(
                Direction.MAXIMIZE,
                repeats(new double[] {0.79, 0.81}, new double[] {0.91, 0.89}, new double[] {0.49, 0.51}));

        assertThat(confirmed.trials()).extracting(Confirmed.Mean::number).containsExactly(11, 10, 12);
        assertThat(confirmed.trials().get(0).mean()).isEqualTo(0.9, within(1e-12));
        assertThat(confirmed.trials().get(0).standardDeviation().orElseThrow()).isEqualTo(0.0141421, within(1e-6));
        assertThat(confirmed.trials().get(0).pValue()).isEqualTo(1);
        assertThat(confirmed.trials().get(1).pValue()).isBetween(0.0, 0.01);
        assertThat(confirmed.state()).isEqualTo(ConfirmationState.CONFIRMED);
    }

    @Test
    void ofLossesTheLeastMeanWins() {
        Confirmed confirmed = Confirmed.of(
                Direction.MINIMIZE,
                repeats(new double[] {0.79, 0.81}, new double[] {0.91, 0.89}, new double[] {0.49, 0.51}));

        assertThat(confirmed.trials()).extracting(Confirmed.Mean::number).containsExactly(12, 10, 11);
        assertThat(confirmed.state()).isEqualTo(ConfirmationState.CONFIRMED);
    }

    @Test
    void whoCannotBeToldFromTheSecondIsTied() {
        Confirmed confirmed =
                Confirmed.of(Direction.MAXIMIZE, repeats(new double[] {0.7, 0.8}, new double[] {0.75, 0.85}));

        assertThat(confirmed.trials()).extracting(Confirmed.Mean::number).containsExactly(11, 10);
        assertThat(confirmed.state()).isEqualTo(ConfirmationState.TIED);
    }

    @Test
    void equalMeansStayInTheOrderOfTheSearch() {
        Confirmed confirmed =
                Confirmed.of(Direction.MAXIMIZE, repeats(new double[] {0.7, 0.8}, new double[] {0.8, 0.7}));

        assertThat(confirmed.trials()).extracting(Confirmed.Mean::number).containsExactly(10, 11);
        assertThat(confirmed.state()).isEqualTo(ConfirmationState.TIED);
    }

    @Test
    void whoDivergedOnceIsNotConfirmed() {
        Confirmed confirmed =
                Confirmed.of(Direction.MAXIMIZE, repeats(new double[] {0.7, 0.71}, new double[] {Double.NaN, 0.9}));

        assertThat(confirmed.trials()).extracting(Confirmed.Mean::number).containsExactly(10);
        assertThat(confirmed.state()).as("there is nobody to be told from").isEqualTo(ConfirmationState.CONFIRMED);
    }

    @Test
    void whereAllDivergedNoneIsConfirmed() {
        Confirmed confirmed = Confirmed.of(Direction.MAXIMIZE, repeats(new double[] {Double.NaN}));

        assertThat(confirmed).isEqualTo(new Confirmed(ConfirmationState.UNCONFIRMED, List.of()));
    }

    @Test
    void oneRepeatTellsNobodyApart() {
        Confirmed confirmed = Confirmed.of(Direction.MAXIMIZE, repeats(new double[] {0.9}, new double[] {0.1}));

        assertThat(confirmed.state()).isEqualTo(ConfirmationState.TIED);
        assertThat(confirmed.trials().get(0).standardDeviation()).isEmpty();
    }

    @Test
    void whileRepeatsAreLeftNothingIsSaid() {
        List<Repeat> repeats = new ArrayList<>(repeats(new double[] {0.9, 0.8}));
        repeats.add(new Repeat(11, 1, 1, Repeat.State.WAITING, Optional.empty(), Optional.empty()));

        assertThat(Confirmed.of(Direction.MAXIMIZE, repeats))
                .isEqualTo(new Confirmed(ConfirmationState.UNDER_WAY, List.of()));
    }

    /** Of trials 10, 11, ... in the search's order; what is no number has failed. */
    private static List<Repeat> repeats(double[]... values) {
        List<Repeat> repeats = new ArrayList<>();
        for (int place = 0; place < values.length; place++) {
            for (int i = 0; i < values[place].length; i++) {
                double value = values[place][i];
                repeats.add(new Repeat(
                        10 + place,
                        place,
                        i + 1,
                        Double.isNaN(value) ? Repeat.State.FAILED : Repeat.State.COMPLETED,
                        Double.isNaN(value) ? Optional.empty() : Optional.of(value),
                        Double.isNaN(value) ? Optional.of("its loss was no number") : Optional.empty()));
            }
        }
        return repeats;
    }
}
