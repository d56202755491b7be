package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
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
