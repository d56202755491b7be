package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Outcome;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest {

    private static final SearchSpace SPACE = new SearchSpace(
            new TreeMap<>(Map.of("x", new FloatDomain(0, 1, Scale.LINEAR), "y", new FloatDomain(0, 1, Scale.LINEAR))));

    /** A draw goes through the results anew: of a hundred thousand that would be seconds for each. */
    @Test
    void afterManyTrialsADrawTakesNoLongerThanAfterAFewThousand() {
        draw(3_000, 0);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        draw(100_000, 0);

        assertThat((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9)
                .isLessThan(2);
    }

    @Test
    void upToTwiceWhatItRemembersAllTrialsCountAndThenTheFirstNoMore() {
        assertThat(draw(3_999, 0)).isNotEqualTo(draw(3_999, 3_500));
        assertThat(draw(6_000, 0)).isEqualTo(draw(6_000, 3_500));
    }

    /** Where it begins anew, it does so around the best of what it forgets. */
    @Test
    void whatIsForgottenLeavesItsBestPlace() {
        double mean = IntStream.range(4_000, 4_004)
                .mapToDouble(ended -> (double) draw(ended, 0).values().get("x"))
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(0.2, 0.4);
    }

    /** @param other how many of the first trials lie elsewhere than they would, no better */
    private static Parameters draw(int ended, int other) {
        List<History.Ended> all = IntStream.range(0, ended)
                .mapToObj(i -> {
                    double x = (i * 0.618034 + (i < other ? 0.3 : 0)) % 1;
                    Parameters point = new Parameters(Map.of("x", x, "y", (i * 0.754878) % 1));
                    return new History.Ended(i, point, Optional.of(Outcome.of(i == 1_000 ? 1 : -Math.abs(x - 0.3))));
                })
                .toList();
        return new CmaEsSampler()
                .draw(new Ask(SPACE, new Seed(1), ended, 1, new History(all, List.of())))
                .get(0);
    }
}
