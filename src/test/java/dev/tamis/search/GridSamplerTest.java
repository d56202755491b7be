package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GridSamplerTest {

    private static final Seed ANY_SEED = new Seed(0);

    @Test
    void theLastParameterChangesFastestAndValuesAscend() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        domains.put("momentum", new FloatDomain(0, 1, Scale.LINEAR));
        SearchSpace space = new SearchSpace(domains);

        List<Parameters> grid = new GridSampler(Map.of("momentum", 3)).draw(space, ANY_SEED, 0, 6);

        assertThat(grid.stream().map(point -> List.copyOf(point.values().values())))
                .containsExactly(
                        List.of("SGD", 0.0),
                        List.of("SGD", 0.5),
                        List.of("SGD", 1.0),
                        List.of("ADAM", 0.0),
                        List.of("ADAM", 0.5),
                        List.of("ADAM", 1.0));
    }

    @Test
    void logPointsKeepTheirRatioAndIncludeBothEnds() {
        List<Double> stds = axis(new FloatDomain(1e-4, 1, Scale.LOG), 16, 16);

        assertThat(stds).hasSize(16).startsWith(1e-4).endsWith(1.0);
        for (int i = 1; i < 16; i++) {
            assertThat(stds.get(i) / stds.get(i - 1)).isCloseTo(Math.pow(10, 4.0 / 15), within(1e-9));
        }
    }

    @Test
    void wholeNumbersThatFallTogetherCountOnce() {
        assertThat(axis(new IntDomain(1, 3, Scale.LINEAR), 10, 3)).containsExactly(1.0, 2.0, 3.0);
        // 0.5 * 201^(i/9) for i = 0..9 rounds to 1 twice.
        assertThat(axis(new IntDomain(1, 100, Scale.LOG), 10, 9))
                .containsExactly(1.0, 2.0, 3.0, 5.0, 10.0, 17.0, 31.0, 56.0, 100.0);
    }

    @Test
    void aStepIsKept() {
        FloatDomain dropout = new FloatDomain(0, 0.5, Scale.LINEAR, OptionalDouble.of(0.1));

        assertThat(axis(dropout, 3, 3)).containsExactly(0.0, 0.3, 0.5);
        assertThat(axis(dropout, 99, 6)).containsExactly(0.0, 0.1, 0.2, 0.3, 0.4, 0.5);
    }

    @Test
    void theSizeIsTheProductOfTheAxes() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        domains.put("initializerStd", new FloatDomain(1e-4, 1, Scale.LOG));
        SearchSpace space = new SearchSpace(domains);
        GridSampler sampler = new GridSampler(Map.of("initializerStd", 16));

        assertThat(sampler.size(space)).hasValue(32);
        assertThat(sampler.draw(space, ANY_SEED, 0, 32)).doesNotHaveDuplicates().allMatch(space::contains);
        assertThat(new GridSampler(Map.of()).size(space)).hasValue(2L * GridSampler.DEFAULT_POINTS);
    }

    @Test
    void moreTrialsThanPointsAreRefused() {
        SearchSpace space = new SearchSpace(Map.of("batchNorm", new CategoricalDomain(List.of(true, false))));

        refused(() -> new GridSampler(Map.of()).draw(space, ANY_SEED, 0, 3), "count");
    }

    @Test
    void pointsThatMeanNothingAreRefused() {
        SearchSpace space = new SearchSpace(Map.of("batchNorm", new CategoricalDomain(List.of(true, false))));

        refused(() -> new GridSampler(Map.of("batchNorm", 1)), "points.batchNorm");
        refused(() -> new GridSampler(Map.of("batchNorm", 2)).size(space), "points.batchNorm");
        refused(() -> new GridSampler(Map.of("momentum", 2)).size(space), "points.momentum");
        refused(() -> new GridSampler(Map.of(), 1), "defaultPoints");
    }

    @Test
    void aGridThatNobodyCouldFinishIsRefused() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            domains.put("p" + i, new FloatDomain(0, 1, Scale.LINEAR));
        }

        refused(() -> new GridSampler(Map.of()).size(new SearchSpace(domains)), "points");
    }

    private static List<Double> axis(Domain domain, int points, int expected) {
        SearchSpace space = new SearchSpace(Map.of("x", domain));
        GridSampler sampler = new GridSampler(Map.of("x", points));
        assertThat(sampler.size(space)).hasValue(expected);
        return sampler.draw(space, ANY_SEED, 0, expected).stream()
                .map(point -> ((Number) point.values().get("x")).doubleValue())
                .toList();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String field) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
