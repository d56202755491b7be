package dev.tamis.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrontsTest {

    /** Equal merits and equal points are among them. */
    @Property(seed = "42", tries = 500)
    void ranksAreThoseOfTakingOneFrontAfterTheOtherAway(
            @ForAll int seed,
            @ForAll @IntRange(min = 0, max = 60) int points,
            @ForAll @IntRange(min = 1, max = 3) int objectives,
            @ForAll @IntRange(min = 1, max = 20) int steps) {
        List<double[]> cloud = Clouds.coarse(seed, points, objectives, steps);

        assertThat(Fronts.ranks(cloud)).isEqualTo(Clouds.peeled(cloud));
    }

    @Test
    void ofOneObjectiveEachValueIsAFront() {
        assertThat(Fronts.ranks(List.of(of(2), of(7), of(2), of(-1)))).containsExactly(1, 0, 1, 2);
    }

    /** Worked by hand: (4, 1) (3, 3) (1, 4) are best, then (2, 2), and (1, 1) last; twice the same point is no worse than once. */
    @Test
    void ofTwoObjectivesTheFrontsAreThoseOfAHandDrawnPicture() {
        assertThat(Fronts.ranks(
                        List.of(of(1, 1), of(3, 3), of(2, 2), of(4, 1), of(1, 4), of(3, 3), of(-0.0, 0), of(0, -0.0))))
                .containsExactly(2, 0, 1, 0, 0, 0, 3, 3);
    }

    @Test
    void ofNoPointsThereIsNoFront() {
        assertThat(Fronts.ranks(List.of())).isEmpty();
    }

    /** Where all points are in one front, where each is a front of its own, and where they lie about: the slow ways are three ways. */
    @Test
    void aHundredThousandTrialsAreRankedInSeconds() {
        for (List<double[]> cloud : List.of(
                Clouds.sphere(1, 100_000, 3),
                Clouds.coarse(1, 100_000, 3, 1_000_000),
                Clouds.coarse(1, 100_000, 2, 1_000_000),
                Clouds.coarse(1, 100_000, 1, 1_000_000),
                Collections.nCopies(100_000, new double[] {1, 2, 3}))) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Fronts.ranks(cloud);
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
            System.out.printf("100,000 trials ranked in %.2f s of processor time%n", seconds);
            assertThat(seconds).isLessThan(5);
        }
    }

    private static double[] of(double... merits) {
        return merits;
    }
}
