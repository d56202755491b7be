package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class DomainPropertyTest {

    @Property(seed = "42")
    void aDiscreteValueComesBackFromItsPosition(
            @ForAll("discrete") Domain domain, @ForAll @DoubleRange(min = 0, max = 1) double position) {
        Object value = domain.valueAt(position);

        assertThat(domain.contains(value)).isTrue();
        assertThat(domain.positionOf(value)).isBetween(0.0, 1.0);
        assertThat(domain.valueAt(domain.positionOf(value))).isEqualTo(value);
    }

    @Property(seed = "42")
    void aContinuousPositionComesBackFromItsValue(
            @ForAll("continuous") FloatDomain domain, @ForAll @DoubleRange(min = 0, max = 1) double position) {
        Object value = domain.valueAt(position);

        assertThat(domain.contains(value)).isTrue();
        assertThat(domain.positionOf(value)).isBetween(0.0, 1.0).isCloseTo(position, within(1e-4));
    }

    @Property(seed = "42")
    void bothEndsAreValues(@ForAll("numeric") NumericDomain domain) {
        assertThat(((Number) domain.valueAt(0)).doubleValue()).isEqualTo(domain.lowest());
        assertThat(((Number) domain.valueAt(1)).doubleValue()).isEqualTo(domain.highest());
        assertThat(domain.valueAt(-0.5)).isEqualTo(domain.valueAt(0));
        assertThat(domain.valueAt(1.5)).isEqualTo(domain.valueAt(1));
    }

    @Property(seed = "42")
    void aHigherPositionNeverGivesALowerValue(
            @ForAll("numeric") NumericDomain domain,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        Number lower = (Number) domain.valueAt(Math.min(one, other));
        Number upper = (Number) domain.valueAt(Math.max(one, other));

        assertThat(lower.doubleValue()).isLessThanOrEqualTo(upper.doubleValue());
    }

    @Property(seed = "42")
    void aPartOfADomainHoldsWhatItWasAskedToHoldAndKeepsTheStep(
            @ForAll("numeric") NumericDomain domain,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        double low = ((Number) domain.valueAt(Math.min(one, other))).doubleValue();
        double high = ((Number) domain.valueAt(Math.max(one, other))).doubleValue();
        if (low == high) {
            return;
        }

        NumericDomain part = domain.between(low, high);

        assertThat(part.lowest()).isEqualTo(low);
        assertThat(part.highest()).isEqualTo(high);
        assertThat(domain.contains(part.valueAt(0.37))).isTrue();
        assertThat(part.scale()).isEqualTo(domain.scale());
    }

    @Property(seed = "42")
    void aGridGoesFromEndToEndInStepsThatAreEqualOnTheScale(
            @ForAll("numeric") NumericDomain domain, @ForAll @IntRange(min = 2, max = 40) int points) {
        List<Double> grid = domain.grid(points).stream()
                .map(value -> ((Number) value).doubleValue())
                .toList();

        assertThat(grid).hasSizeBetween(2, points).isSorted().doesNotHaveDuplicates();
        assertThat(grid).startsWith(domain.lowest()).endsWith(domain.highest()).allMatch(domain::contains);
        if (domain.cardinality().orElse(Long.MAX_VALUE) > points) {
            // Halfway between two values of a discrete domain either will do.
            double rounding = domain.cardinality().isEmpty() ? 0 : 0.5001 * smallestStep(domain);
            for (int i = 0; i < points; i++) {
                double exact = onScale(domain, (double) i / (points - 1));
                assertThat(grid)
                        .anyMatch(value -> Math.abs(value - exact) <= rounding + 1e-9 * Math.max(1, Math.abs(exact)));
            }
        } else {
            assertThat(grid).hasSize((int) domain.cardinality().orElseThrow());
        }
    }

    /** Low times ratio to the share, or low plus the share of the length: written out here once more. */
    private static double onScale(NumericDomain domain, double share) {
        return domain.scale() == Scale.LOG
                ? domain.lowest() * Math.pow(domain.highest() / domain.lowest(), share)
                : domain.lowest() + share * (domain.highest() - domain.lowest());
    }

    private static double smallestStep(NumericDomain domain) {
        return domain.scale() == Scale.LOG
                ? 1
                : (domain.highest() - domain.lowest()) / (domain.cardinality().orElseThrow() - 1);
    }

    @Property(seed = "42")
    void linearWholeNumbersAreEquallyLikely(@ForAll("smallWholeNumbers") IntDomain domain) {
        int count = (int) domain.cardinality().orElseThrow();

        long atMost = 0;
        for (int i = 0; i < 1000 * count; i++) {
            atMost += domain.valueAt((i + 0.5) / (1000 * count)).equals(domain.low()) ? 1 : 0;
        }

        assertThat(atMost).isEqualTo(1000);
    }

    @Provide
    Arbitrary<FloatDomain> continuous() {
        Arbitrary<FloatDomain> linear = Combinators.combine(
                        Arbitraries.doubles().between(-1e6, 1e6).ofScale(6),
                        Arbitraries.doubles().between(1e-3, 1e6).ofScale(6))
                .as((low, length) -> new FloatDomain(low, low + length, Scale.LINEAR));
        Arbitrary<FloatDomain> log = Combinators.combine(
                        Arbitraries.doubles().between(-12, 6).ofScale(6),
                        Arbitraries.doubles().between(0.01, 12).ofScale(6))
                .as((exponent, decades) ->
                        new FloatDomain(Math.pow(10, exponent), Math.pow(10, exponent + decades), Scale.LOG));
        return Arbitraries.oneOf(linear, log);
    }

    @Provide
    Arbitrary<FloatDomain> stepped() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1000, 1000),
                        Arbitraries.of(0.1, 0.05, 0.25, 1.0, 3.0, 1e-3),
                        Arbitraries.integers().between(1, 500))
                .as((start, step, steps) ->
                        new FloatDomain(start * step, (start + steps) * step, Scale.LINEAR, OptionalDouble.of(step)));
    }

    @Provide
    Arbitrary<IntDomain> wholeNumbers() {
        Arbitrary<IntDomain> linear = Combinators.combine(
                        Arbitraries.longs().between(-1_000_000, 1_000_000),
                        Arbitraries.longs().between(1, 100),
                        Arbitraries.longs().between(1, 10_000))
                .as((low, step, steps) -> new IntDomain(low, low + step * steps, Scale.LINEAR, step));
        Arbitrary<IntDomain> log = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.longs().between(1, 999_000_000_000L))
                .as((low, length) -> new IntDomain(low, low + length, Scale.LOG));
        return Arbitraries.oneOf(linear, log);
    }

    @Provide
    Arbitrary<IntDomain> smallWholeNumbers() {
        return Combinators.combine(
                        Arbitraries.longs().between(-5, 5), Arbitraries.longs().between(1, 12))
                .as((low, length) -> new IntDomain(low, low + length, Scale.LINEAR));
    }

    @Provide
    Arbitrary<NumericDomain> numeric() {
        return Arbitraries.oneOf(
                continuous().map(d -> d), stepped().map(d -> d), wholeNumbers().map(d -> d));
    }

    @Provide
    Arbitrary<Domain> discrete() {
        Arbitrary<Domain> choices = Arbitraries.of(
                new CategoricalDomain(List.of("SGD", "ADAM", "ADAGRAD")),
                new CategoricalDomain(List.of(true, false)),
                new CategoricalDomain(List.of(1L, 2.5, "many")));
        return Arbitraries.oneOf(stepped().map(d -> d), wholeNumbers().map(d -> d), choices);
    }
}
