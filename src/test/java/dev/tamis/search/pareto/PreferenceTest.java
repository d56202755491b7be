package dev.tamis.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Outcome;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    private static final Optional<Outcome> FAILED = Optional.empty();

    @Test
    void feasibleComeByFrontThenInfeasibleByViolationThenWhatFailed() {
        Preference preference = new Preference(List.of(
                FAILED,
                of(List.of(9.0, 9.0), 0.5),
                of(List.of(1.0, 1.0), 0),
                of(List.of(8.0, 8.0), 0.25),
                of(List.of(2.0, 3.0), -1),
                of(List.of(3.0, 2.0), -1),
                of(List.of(9.0, 9.0), 0.5)));

        assertThat(preference.order()).containsExactly(4, 5, 2, 3, 1, 6, 0);
        assertThat(places(preference, 7)).containsExactly(6, 4, 2, 3, 0, 0, 4);
        assertThat(preference.best()).containsExactly(4, 5);
        assertThat(preference.front(2)).isEqualTo(1);
        assertThat(preference.front(0)).isEqualTo(Preference.NONE);
        assertThat(preference.front(3)).isEqualTo(Preference.NONE);
    }

    @Test
    void withinAFrontWhatHasMostRoomComesFirst() {
        Preference preference = new Preference(List.of(
                of(List.of(4.0, 2.0), 0),
                of(List.of(1.0, 4.0), 0),
                of(List.of(0.0, 5.0), 0),
                of(List.of(10.0, 0.0), 0)));

        assertThat(preference.order()).containsExactly(2, 3, 0, 1);
    }

    /** What samplers and leaderboards have done with one objective all along. */
    @Property(seed = "42", tries = 200)
    void withOneObjectiveItIsTheOrderOfMeritAndOfEqualsTheEarlierComesFirst(
            @ForAll int seed, @ForAll @IntRange(min = 0, max = 40) int trials) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Optional<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            outcomes.add(random.nextInt(5) == 0 ? FAILED : Optional.of(Outcome.of(random.nextInt(8))));
        }
        List<Integer> byMerit = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            byMerit.add(i);
        }
        byMerit.sort((a, b) -> Double.compare(merit(outcomes.get(b)), merit(outcomes.get(a))));

        assertThat(new Preference(outcomes).order())
                .containsExactly(byMerit.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void aHundredThousandTrialsAreOrderedInSeconds() {
        List<Optional<Outcome>> outcomes = Clouds.sphere(3, 100_000, 3).stream()
                .map(each -> of(Arrays.stream(each).boxed().toList(), each[0] - 0.9))
                .toList();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        new Preference(outcomes);

        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf("100,000 trials ordered in %.2f s of processor time%n", seconds);
        assertThat(seconds).isLessThan(10);
    }

    private static double merit(Optional<Outcome> outcome) {
        return outcome.map(Outcome::merit).orElse(Double.NEGATIVE_INFINITY);
    }

    private static int[] places(Preference preference, int trials) {
        int[] places = new int[trials];
        Arrays.setAll(places, preference::place);
        return places;
    }

    private static Optional<Outcome> of(List<Double> merits, double excess) {
        return Optional.of(new Outcome(merits, List.of(excess)));
    }
}
