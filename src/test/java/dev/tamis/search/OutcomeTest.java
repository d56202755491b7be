package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void whatExceedsNothingIsFeasible() {
        assertThat(Outcome.of(0.5)).isEqualTo(new Outcome(List.of(0.5), List.of()));
        assertThat(Outcome.of(0.5).isFeasible()).isTrue();
        assertThat(new Outcome(List.of(1.0), List.of(0.0, -2.0)).isFeasible()).isTrue();
        assertThat(new Outcome(List.of(1.0), List.of(0.0, -2.0)).violation()).isZero();
    }

    @Test
    void violationsAddUpAndWhatIsToSpareCountsForNothing() {
        Outcome outcome = new Outcome(List.of(1.0, 2.0), List.of(0.5, -9.0, 0.25));

        assertThat(outcome.isFeasible()).isFalse();
        assertThat(outcome.violation()).isEqualTo(0.75);
        assertThat(outcome.merit()).isEqualTo(1.0);
        assertThat(new Outcome(List.of(1.0), List.of(Double.MAX_VALUE, Double.MAX_VALUE)).violation())
                .isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void whatIsNoNumberOrTooManyIsRefusedByName() {
        for (List<Double> merits : List.of(
                List.<Double>of(),
                List.of(Double.NaN),
                List.of(1.0, Double.NEGATIVE_INFINITY),
                List.of(1., 2., 3., 4.))) {
            assertThatThrownBy(() -> new Outcome(merits, List.of()))
                    .isInstanceOf(InvalidField.class)
                    .hasMessageContaining("merits: must be 1 to 3 finite numbers, but got " + merits);
        }
        for (List<Double> excesses :
                List.of(List.of(Double.NaN), Collections.<Double>singletonList(null), Collections.nCopies(6, 0.0))) {
            assertThatThrownBy(() -> new Outcome(List.of(1.0), excesses))
                    .isInstanceOf(InvalidField.class)
                    .hasMessageContaining("excesses: must be 0 to 5 finite numbers");
        }
    }

    @Test
    void anExcessIsAShareOfItsBoundWhateverTheUnit() {
        assertThat(Direction.MINIMIZE.excess(60_000, 50_000)).isEqualTo(0.2);
        assertThat(Direction.MINIMIZE.excess(60, 50)).isEqualTo(0.2);
        assertThat(Direction.MAXIMIZE.excess(0.25, 0.5)).isEqualTo(0.5);
        assertThat(Direction.MAXIMIZE.excess(0.75, 0.5)).isEqualTo(-0.5);
        assertThat(Direction.MINIMIZE.excess(-3, -4)).isEqualTo(0.25);
        assertThat(Direction.MAXIMIZE.excess(-5, -4)).isEqualTo(0.25);
        assertThat(Direction.MINIMIZE.excess(0.5, 0)).isEqualTo(0.5);
        assertThat(Direction.MAXIMIZE.excess(0.5, 0)).isEqualTo(-0.5);
    }

    @Test
    void aValueAtItsBoundIsNotBeyondItAndTheNextNumberIs() {
        for (double bound : new double[] {0.1, -0.1, 50_000, 1e-300, 1e300, 3}) {
            assertThat(Direction.MINIMIZE.excess(bound, bound)).isZero();
            assertThat(Direction.MAXIMIZE.excess(bound, bound)).isZero();
            assertThat(Direction.MINIMIZE.excess(Math.nextUp(bound), bound)).isPositive();
            assertThat(Direction.MAXIMIZE.excess(Math.nextDown(bound), bound)).isPositive();
        }
        assertThat(Direction.MINIMIZE.excess(Double.MAX_VALUE, 1e-300)).isEqualTo(Double.MAX_VALUE);
        assertThat(Direction.MAXIMIZE.excess(Double.MAX_VALUE, -Double.MAX_VALUE))
                .isFinite();
    }
}
