package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeadwayTest {

    @Test
    void theDistanceGrowsAsTheStepsDouble() {
        Headway headway = new Headway(16);
        assertThat(headway.last(100, 3, 3)).isEqualTo(84);
        assertThat(headway.last(100, 3, 4)).isEqualTo(68);
        assertThat(headway.last(100, 3, 6)).isEqualTo(68);
        assertThat(headway.last(100, 3, 7)).isEqualTo(52);
        assertThat(headway.last(100, 3, 12)).isEqualTo(52);
    }

    @Test
    void aQuarterOfTheNumberIsEnoughAtFirst() {
        Headway headway = new Headway(16);
        assertThat(headway.last(0, 1, 1)).isNegative();
        assertThat(headway.last(1, 1, 1)).isZero();
        assertThat(headway.last(10, 3, 3)).isEqualTo(8);
        assertThat(headway.last(63, 3, 3)).isEqualTo(48);
        assertThat(headway.last(64, 3, 3)).isEqualTo(48);
        assertThat(headway.last(65, 3, 3)).isEqualTo(49);
    }

    @Property
    void earlierTrialsDecideAndLaterLooksAreUpToFewer(
            @ForAll @IntRange(min = 1, max = Headway.FURTHEST) int trials,
            @ForAll @IntRange(max = 100_000) int number,
            @ForAll @IntRange(min = 1, max = 1_000) int first,
            @ForAll @IntRange(max = 100_000) int beyond) {
        Headway headway = new Headway(trials);
        int last = headway.last(number, first, first + beyond);
        assertThat(last).isLessThan(number).isLessThanOrEqualTo(headway.last(number, first, first));
        assertThat(headway.last(number + 1, first, first)).isGreaterThanOrEqualTo(headway.last(number, first, first));
    }

    @Test
    void nobodyIsAheadByNothing() {
        assertThatThrownBy(() -> new Headway(0))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("must be >= 1 and <= 1000, but got 0");
        assertThat(Headway.of(null, 16)).isEqualTo(new Headway(16));
        assertThat(Headway.of(null, 5_000)).isEqualTo(new Headway(1_000));
        assertThat(Headway.of(3, 16)).isEqualTo(new Headway(3));
    }
}
