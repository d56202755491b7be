package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FinitePointsTest {

    @Test
    void everyPointHasOneNumberAndTheLastParameterChangesFastest() {
        FinitePoints points = FinitePoints.of(space()).orElseThrow();

        assertThat(points.size()).isEqualTo(3 * 3 * 2);
        List<Parameters> all =
                LongStream.range(0, points.size()).mapToObj(points::at).toList();
        assertThat(all).doesNotHaveDuplicates().allMatch(space()::contains);
        assertThat(all.stream().map(each -> points.numberOf(each).orElseThrow()))
                .containsExactlyElementsOf(LongStream.range(0, 18).boxed().toList());
        assertThat(all.get(1).values()).isEqualTo(Map.of("hiddenUnits", 10L, "dropout", 0.1, "optimizer", "ADAM"));
        assertThat(all.get(17).values()).isEqualTo(Map.of("hiddenUnits", 30L, "dropout", 0.3, "optimizer", "ADAM"));
    }

    @Test
    void aPointOfOtherRangesHasNoNumberAndAWholeNumberMayBeWrittenAsAReal() {
        FinitePoints points = FinitePoints.of(space()).orElseThrow();

        assertThat(points.numberOf(point(20L, 0.2 - 1e-12, "SGD"))).hasValue(8);
        assertThat(points.numberOf(point(20.0, 0.3, "SGD"))).hasValue(10);
        assertThat(points.numberOf(point(40L, 0.3, "SGD"))).isEmpty();
        assertThat(points.numberOf(new Parameters(Map.of("hiddenUnits", 20L)))).isEmpty();
    }

    @Test
    void besideAPointAreThoseThatDifferInOneParameter() {
        FinitePoints points = FinitePoints.of(space()).orElseThrow();
        long middle = points.numberOf(point(20L, 0.1, "SGD")).orElseThrow();

        assertThat(Arrays.stream(points.besides(middle, 1)).mapToObj(points::at))
                .containsExactlyInAnyOrder(
                        point(10L, 0.1, "SGD"),
                        point(30L, 0.1, "SGD"),
                        point(20L, 0.2, "SGD"),
                        point(20L, 0.1, "ADAM"));
        assertThat(Arrays.stream(points.besides(middle, 2)).mapToObj(points::at))
                .containsExactly(point(20L, 0.3, "SGD"));
        assertThat(points.besides(middle, points.furthest() + 1)).isEmpty();
    }

    @Test
    void aSpaceWithARangeOfRealNumbersOrMorePointsThanCanBeCountedHasNoEnd() {
        assertThat(FinitePoints.of(new SearchSpace(Map.of("x", new FloatDomain(0, 1, Scale.LINEAR)))))
                .isEmpty();
        Map<String, Domain> many = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            many.put(name, new IntDomain(1, IntDomain.LARGEST, Scale.LINEAR));
        }
        assertThat(FinitePoints.of(new SearchSpace(many))).isEmpty();
        many.keySet().retainAll(List.of("a"));
        assertThat(FinitePoints.of(new SearchSpace(many)).orElseThrow().size()).isEqualTo(IntDomain.LARGEST);
    }

    @Property(seed = "42", tries = 200)
    void pointsThatLackParametersAreNumberedBranchByBranch(@ForAll int seed) {
        SearchSpace any = ConditionalSpaces.any(seed);
        Map<String, Domain> finite = new LinkedHashMap<>(any.domains());
        finite.replaceAll((name, domain) -> domain instanceof FloatDomain ? new IntDomain(1, 3, Scale.LINEAR) : domain);
        SearchSpace space = new SearchSpace(finite, any.conditions());
        FinitePoints points = FinitePoints.of(space).orElseThrow();
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> axes.put(name, domain.grid(9)));
        List<Parameters> expected = ConditionalSpaces.combinations(space, axes).stream()
                .map(Parameters::new)
                .toList();

        List<Parameters> all =
                LongStream.range(0, points.size()).mapToObj(points::at).toList();

        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        for (int i = 0; i < all.size(); i++) {
            assertThat(points.numberOf(all.get(i))).hasValue(i);
            assertThat(points.besides(i, 1))
                    .doesNotContain(i)
                    .satisfies(beside ->
                            assertThat(Arrays.stream(beside)).allMatch(each -> each >= 0 && each < points.size()));
        }
    }

    @Test
    void ofMoreBranchesThanAnybodyWritesThePointsHaveNoEndAndNobodyWaitsForThem() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            domains.put("parent" + i, new CategoricalDomain(List.of(true, false)));
        }
        for (int i = 0; i < 50; i++) {
            domains.put("child" + i, new CategoricalDomain(List.of(1L, 2L)));
            conditions.put("child" + i, new Condition(Map.of("parent" + i, List.of(true))));
        }

        assertThat(FinitePoints.of(new SearchSpace(domains, conditions))).isEmpty();
    }

    private static Parameters point(Object units, double dropout, String optimizer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("hiddenUnits", units);
        values.put("dropout", dropout);
        values.put("optimizer", optimizer);
        return new Parameters(values);
    }

    private static SearchSpace space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("hiddenUnits", new IntDomain(10, 30, Scale.LINEAR, 10));
        domains.put("dropout", new FloatDomain(0.1, 0.3, Scale.LINEAR, OptionalDouble.of(0.1)));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        return new SearchSpace(domains);
    }
}
