package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.search.Ask;
import dev.tamis.search.Trials;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
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

        List<Parameters> grid = new GridSampler(Map.of("momentum", 3)).draw(new Ask(space, ANY_SEED, 0, 6));

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
        // 30^(i/9) for i = 0..9 is 1, 1.46, 2.13, 3.11, 4.54, 6.62, 9.65, 14.1, 20.6, 30.
        assertThat(axis(new IntDomain(1, 30, Scale.LOG), 10, 9))
                .containsExactly(1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 30.0);
    }

    @Test
    void wholeNumbersOnTheLogScaleKeepTheirRatioFromEndToEnd() {
        assertThat(axis(new IntDomain(16, 256, Scale.LOG), 5, 5)).containsExactly(16.0, 32.0, 64.0, 128.0, 256.0);
        assertThat(axis(new IntDomain(10, 1000, Scale.LOG), 3, 3)).containsExactly(10.0, 100.0, 1000.0);
        assertThat(axis(new IntDomain(1, 4, Scale.LOG), 9, 4)).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void allStepsAreTakenUnlessPointsAreNamed() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("dropout", new FloatDomain(0, 0.5, Scale.LINEAR, OptionalDouble.of(0.05)));
        domains.put("hiddenUnits", new IntDomain(50, 400, Scale.LINEAR, 50));
        domains.put("epochs", new IntDomain(1, 100, Scale.LINEAR));
        SearchSpace space = new SearchSpace(domains);

        assertThat(new GridSampler(Map.of()).size(space)).hasValue(11 * 8 * GridSampler.DEFAULT_POINTS);
        assertThat(new GridSampler(Map.of("hiddenUnits", 3, "epochs", 2)).size(space))
                .hasValue(11 * 3 * 2);
    }

    @Test
    void aStepOfOneIsAStepLikeAnyOther() {
        IntDomain asked = (IntDomain) PlainForm.domain(Map.of("type", "int", "low", 1L, "high", 10L, "step", 1L));
        IntDomain log =
                (IntDomain) PlainForm.domain(Map.of("type", "int", "low", 1L, "high", 8L, "scale", "log", "step", 1L));
        IntDomain range = (IntDomain) PlainForm.domain(Map.of("type", "int", "low", 1L, "high", 10L));
        FloatDomain real =
                (FloatDomain) PlainForm.domain(Map.of("type", "float", "low", 1.0, "high", 10.0, "step", 1L));

        assertThat(all(asked)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(all(log)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(all(range)).containsExactly(1L, 3L, 6L, 8L, 10L);
        assertThat(all(real)).hasSize(10);
        assertThat(axis(asked, 4, 4)).containsExactly(1.0, 4.0, 7.0, 10.0);
    }

    private static List<Object> all(Domain domain) {
        SearchSpace space = Trials.space("x", domain);
        GridSampler grid = new GridSampler(Map.of());
        return grid.draw(new Ask(space, ANY_SEED, 0, (int) grid.size(space).orElseThrow())).stream()
                .map(point -> point.values().get("x"))
                .toList();
    }

    @Test
    void whatNobodyCouldTryIsNotBuiltButRefusedByName() {
        SearchSpace real = Trials.space("x", new FloatDomain(0, 1, Scale.LINEAR));
        SearchSpace whole = Trials.space("x", new IntDomain(1, 1_000_000_000_000L, Scale.LOG));
        SearchSpace stepped = Trials.space("x", new FloatDomain(0, 1, Scale.LINEAR, OptionalDouble.of(1e-9)));
        GridSampler most = new GridSampler(Map.of("x", Integer.MAX_VALUE));

        refused(() -> most.size(real), "points.x");
        refused(() -> most.draw(new Ask(whole, ANY_SEED, 0, 1)), "points.x");
        refused(() -> new GridSampler(Map.of()).size(stepped), "points.x");
        assertThat(most.size(Trials.space("x", new IntDomain(1, 6, Scale.LOG)))).hasValue(6);
        assertThatThrownBy(() -> new GridSampler(Map.of("p0", 400, "p1", 300)).size(Trials.logSpace(2)))
                .hasMessage("points: must make a grid of at most 100000 points, but make 120000: p0 400 x p1 300");
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
        assertThat(sampler.draw(new Ask(space, ANY_SEED, 0, 32)))
                .doesNotHaveDuplicates()
                .allMatch(space::contains);
        assertThat(new GridSampler(Map.of()).size(space)).hasValue(2L * GridSampler.DEFAULT_POINTS);
    }

    @Test
    void moreTrialsThanPointsAreRefused() {
        SearchSpace space = new SearchSpace(Map.of("batchNorm", new CategoricalDomain(List.of(true, false))));

        refused(() -> new GridSampler(Map.of()).draw(new Ask(space, ANY_SEED, 0, 3)), "count");
    }

    @Test
    void pointsThatMeanNothingAreRefused() {
        SearchSpace space = new SearchSpace(Map.of("batchNorm", new CategoricalDomain(List.of(true, false))));

        refused(() -> new GridSampler(Map.of("batchNorm", 1)), "points.batchNorm");
        refused(() -> new GridSampler(Map.of("batchNorm", 2)).size(space), "points.batchNorm");
        refused(() -> new GridSampler(Map.of("momentum", 2)).size(space), "points.momentum");
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
        return sampler.draw(new Ask(space, ANY_SEED, 0, expected)).stream()
                .map(point -> ((Number) point.values().get("x")).doubleValue())
                .toList();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String field) {
        assertThatThrownBy(call).satisfies(thrown -> {
            List<InvalidField> refused =
                    thrown instanceof InvalidFields all ? all.fields() : List.of((InvalidField) thrown);
            assertThat(refused).extracting(InvalidField::field).containsExactly(field);
        });
    }
}
