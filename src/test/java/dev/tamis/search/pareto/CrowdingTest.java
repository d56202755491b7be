package dev.tamis.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdingTest {

    /** By hand: the extents are 10 and 5, so the second has (4 - 0) / 10 + (5 - 2) / 5, the third (10 - 1) / 10 + (4 - 0) / 5. */
    @Test
    void roomIsTheDistanceOfTheNeighboursAsAShareOfTheExtent() {
        double[] distances = Crowding.distances(List.of(of(0, 5), of(1, 4), of(4, 2), of(10, 0)));

        assertThat(distances[0]).isInfinite();
        assertThat(distances[1]).isEqualTo(1.0);
        assertThat(distances[2]).isCloseTo(1.7, within(1e-12));
        assertThat(distances[3]).isInfinite();
    }

    @Test
    void whereAllAreAlikeNobodyHasRoom() {
        assertThat(Crowding.distances(List.of(of(3), of(3), of(3)))).containsExactly(0, 0, 0);
        assertThat(Crowding.distances(List.of(of(3, 1)))).containsExactly(0);
        assertThat(Crowding.distances(List.of())).isEmpty();
    }

    @Test
    void hugeMeritsGiveNumbers() {
        double huge = Double.MAX_VALUE;

        assertThat(Crowding.distances(List.of(of(-huge, huge), of(0, 0), of(huge, -huge)))[1])
                .isEqualTo(2);
    }

    private static double[] of(double... merits) {
        return merits;
    }
}
