package dev.tamis.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HypervolumeTest {

    @Property(seed = "42", tries = 500)
    void itIsWhatInclusionAndExclusionGive(
            @ForAll int seed,
            @ForAll @IntRange(min = 0, max = 11) int points,
            @ForAll @IntRange(min = 1, max = 3) int objectives,
            @ForAll @IntRange(min = 1, max = 20) int steps) {
        List<double[]> cloud = Clouds.coarse(seed, points, objectives, steps);
        double[] reference = new double[objectives];
        Arrays.fill(reference, 0.15);

        assertThat(Hypervolume.of(cloud, reference)).isEqualTo(Clouds.volume(cloud, reference), within(1e-9));
    }

    @Property(seed = "42", tries = 200)
    void contributionsAreWhatIsLostWithoutAPoint(
            @ForAll int seed,
            @ForAll @IntRange(min = 1, max = 9) int points,
            @ForAll @IntRange(min = 1, max = 3) int objectives) {
        List<double[]> cloud = Clouds.coarse(seed, points, objectives, 6);
        double[] reference = new double[objectives];

        double[] contributions = Hypervolume.contributions(cloud, reference);

        for (int i = 0; i < points; i++) {
            List<double[]> others = new ArrayList<>(cloud);
            others.remove(i);
            assertThat(contributions[i])
                    .isEqualTo(Clouds.volume(cloud, reference) - Clouds.volume(others, reference), within(1e-9));
        }
    }

    @Property(seed = "42", tries = 200)
    void aSubsetIsChosenByWhatEachAddsToThoseBefore(
            @ForAll int seed,
            @ForAll @IntRange(min = 0, max = 12) int points,
            @ForAll @IntRange(min = 1, max = 3) int objectives,
            @ForAll @IntRange(min = 0, max = 12) int count) {
        // Powers of two: sums are exact, and who adds as much as another does so to the last bit.
        List<double[]> cloud = Clouds.coarse(seed, points, objectives, 16);
        double[] reference = new double[objectives];
        List<Integer> plainly = new ArrayList<>();
        while (plainly.size() < Math.min(count, points)) {
            int best = IntStream.range(0, points)
                    .filter(i -> !plainly.contains(i))
                    .boxed()
                    .max((a, b) -> {
                        int more =
                                Double.compare(with(cloud, plainly, a, reference), with(cloud, plainly, b, reference));
                        return more != 0 ? more : Integer.compare(b, a);
                    })
                    .orElseThrow();
            plainly.add(best);
        }

        assertThat(Hypervolume.subset(cloud, reference, count))
                .containsExactly(plainly.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double with(List<double[]> cloud, List<Integer> taken, int more, double[] reference) {
        List<double[]> points = new ArrayList<>(taken.stream().map(cloud::get).toList());
        points.add(cloud.get(more));
        return Clouds.volume(points, reference);
    }

    /** Of three boxes 3 x 1, 2 x 2 and 1 x 3 from the origin: 1 + 2 + 3. */
    @Test
    void threeStairsHaveTheAreaThatOneCounts() {
        List<double[]> stairs = List.of(of(3, 1), of(2, 2), of(1, 3), of(1, 1), of(2, 2));

        assertThat(Hypervolume.of(stairs, of(0, 0))).isEqualTo(6);
        assertThat(Hypervolume.of(stairs, of(1, 0))).isEqualTo(3);
        assertThat(Hypervolume.of(stairs, of(3, 0))).isZero();
        assertThat(Hypervolume.contributions(stairs, of(0, 0))).containsExactly(1, 0, 1, 0, 0);
        assertThat(Hypervolume.subset(stairs, of(0, 0), 2)).containsExactly(1, 0);
    }

    /** Three boxes 2 x 1 x 1 that share a corner of 1: 1 + 3. */
    @Test
    void threeBoxesHaveTheVolumeThatOneCounts() {
        List<double[]> boxes = List.of(of(2, 1, 1), of(1, 2, 1), of(1, 1, 2));

        assertThat(Hypervolume.of(boxes, of(0, 0, 0))).isEqualTo(4);
        assertThat(Hypervolume.contributions(boxes, of(0, 0, 0))).containsExactly(1, 1, 1);
    }

    /**
     * The fronts of known problems, by many of their points: ZDT1 (second = 1 - root of first) has 2/3 of the unit square, ZDT2 (1 - square
     * of first) 1/3, and the sphere octant of DTLZ2 1 - pi/6 of the unit cube.
     */
    @Test
    void knownFrontsHaveTheirKnownVolumes() {
        List<double[]> zdt1 = new ArrayList<>();
        List<double[]> zdt2 = new ArrayList<>();
        for (int i = 0; i <= 20_000; i++) {
            double x = i / 20_000.0;
            zdt1.add(of(-x, Math.sqrt(x) - 1));
            zdt2.add(of(-x, x * x - 1));
        }
        List<double[]> dtlz2 = new ArrayList<>();
        for (int i = 0; i <= 300; i++) {
            for (int j = 0; j <= 300; j++) {
                double a = i * Math.PI / 600;
                double b = j * Math.PI / 600;
                dtlz2.add(of(-Math.cos(a) * Math.cos(b), -Math.cos(a) * Math.sin(b), -Math.sin(a)));
            }
        }

        assertThat(Hypervolume.of(zdt1, of(-1, -1))).isCloseTo(2.0 / 3, within(1e-3));
        assertThat(Hypervolume.of(zdt2, of(-1, -1))).isCloseTo(1.0 / 3, within(1e-3));
        assertThat(Hypervolume.of(dtlz2, of(-1, -1, -1))).isCloseTo(1 - Math.PI / 6, within(1e-2));
    }

    @Test
    void hugeMeritsGiveNoInfinityAndNothingIsNoNumber() {
        assertThat(Hypervolume.of(List.of(of(1e300, 1e300, 1e300), of(2e300, 1, 1)), of(-1e300, -1e300, -1e300)))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(Hypervolume.of(
                        List.of(of(Double.MAX_VALUE, -Double.MAX_VALUE)), of(-Double.MAX_VALUE, -Double.MAX_VALUE)))
                .isZero();
        assertThat(Hypervolume.of(List.of(), of(0, 0))).isZero();
    }

    @Test
    void aHundredThousandTrialsAreMeasuredInSeconds() {
        for (List<double[]> cloud : List.of(
                Clouds.sphere(1, 100_000, 3),
                Clouds.coarse(1, 100_000, 3, 1_000_000),
                Clouds.sphere(1, 100_000, 2),
                Collections.nCopies(100_000, of(1, 2, 3)))) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Hypervolume.of(cloud, new double[cloud.get(0).length]);
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
            System.out.printf("100,000 trials measured in %.2f s of processor time%n", seconds);
            assertThat(seconds).isLessThan(5);
        }
    }

    private static double[] of(double... merits) {
        return merits;
    }
}
