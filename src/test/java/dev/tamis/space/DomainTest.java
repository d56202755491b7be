package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DomainTest {

    @Test
    void theMiddleOfALogRangeIsItsGeometricMean() {
        assertThat((Double) new FloatDomain(1e-6, 1e-2, Scale.LOG).valueAt(0.5)).isCloseTo(1e-4, within(1e-12));
    }

    @Test
    void aLogWholeNumberIsAsLikelyAsItsStretchIsLong() {
        IntDomain units = new IntDomain(1, 100, Scale.LOG);

        // [0.5, 1.5) of [0.5, 100.5) is ln 3 / ln 201 of the log range.
        double share = Math.log(3) / Math.log(201);

        assertThat(units.valueAt(share - 1e-9)).isEqualTo(1L);
        assertThat(units.valueAt(share + 1e-9)).isEqualTo(2L);
    }

    @Test
    void steppedValuesAreTheDecimalsThatAPersonWouldWrite() {
        FloatDomain dropout = new FloatDomain(0, 0.5, Scale.LINEAR, OptionalDouble.of(0.1));

        assertThat(dropout.valueAt(0.6)).isEqualTo(0.3);
        assertThat(dropout.cardinality()).hasValue(6);
    }

    @Test
    void boundsBetweenStepsMoveOutwardsToTheGrid() {
        IntDomain units = new IntDomain(20, 200, Scale.LINEAR, 20);

        assertThat(units.between(65, 119)).isEqualTo(new IntDomain(60, 120, Scale.LINEAR, 20));
        assertThat(units.between(70, 70.5)).isEqualTo(new IntDomain(60, 80, Scale.LINEAR, 20));
        assertThat(units.between(100, 230)).isEqualTo(new IntDomain(100, 240, Scale.LINEAR, 20));
    }

    @Test
    void aRangeOfOnePointGrowsToTwo() {
        assertThat(new IntDomain(1, 9, Scale.LINEAR).between(4, 4)).isEqualTo(new IntDomain(4, 5, Scale.LINEAR));
    }

    @Test
    void badBoundsAreRefusedByName() {
        refused(() -> new FloatDomain(2, 1, Scale.LINEAR), "low", "low=2.0, high=1.0");
        refused(() -> new FloatDomain(1, 1, Scale.LINEAR), "low", "fix it in model");
        refused(() -> new IntDomain(3, 3, Scale.LINEAR), "low", "fix it in model");
        refused(() -> new FloatDomain(Double.NaN, 1, Scale.LINEAR), "low", "NaN");
        refused(() -> new FloatDomain(0, Double.POSITIVE_INFINITY, Scale.LINEAR), "high", "Infinity");
        refused(() -> new FloatDomain(-Double.MAX_VALUE, Double.MAX_VALUE, Scale.LINEAR), "high", "must be finite");
        refused(() -> new FloatDomain(0, 1, Scale.LOG), "low", "> 0 on the log scale");
        refused(() -> new IntDomain(5, 4, Scale.LINEAR), "low", "low < high");
        refused(() -> new IntDomain(0, 4, Scale.LOG), "low", "> 0 on the log scale");
        refused(() -> new IntDomain(Long.MIN_VALUE, 0, Scale.LINEAR), "low", "10^12");
        refused(() -> new IntDomain(0, Long.MAX_VALUE, Scale.LINEAR), "high", "10^12");
    }

    @Test
    void choicesThatAreOneNumberAreRefusedHoweverTheyAreWritten() {
        refused(() -> new CategoricalDomain(List.of(8L, 8.0)), "choices", "must all be different, but got [8, 8.0]");
        refused(() -> new CategoricalDomain(List.of(0.0, -0.0)), "choices", "must all be different");
        refused(() -> new CategoricalDomain(List.of(0L, -0.0)), "choices", "must all be different");
        assertThat(new CategoricalDomain(List.of(true, "true", "1", 1L, 1.5)).cardinality())
                .hasValue(5);
    }

    @Test
    void minusZeroIsZeroInPlainForm() {
        assertThat(PlainForm.domain(Map.of("type", "float", "low", -0.0, "high", 1)))
                .isEqualTo(new FloatDomain(0, 1, Scale.LINEAR));
        assertThat(PlainForm.value(-0.0)).isEqualTo(0.0);
    }

    @Test
    void aStepThatDoesNotFitIsRefused() {
        refused(() -> stepped(0, 1, 0.3), "step", "must divide high - low");
        refused(() -> stepped(0, 1, 2), "step", "must divide high - low");
        refused(() -> stepped(0, 1, 0), "step", "> 0");
        refused(() -> stepped(0, 1, -0.1), "step", "> 0");
        refused(() -> stepped(0, 1, Double.NaN), "step", "> 0");
        refused(() -> stepped(0, 1, Double.MIN_VALUE), "step", "billionth");
        refused(
                () -> new FloatDomain(1, 2, Scale.LOG, OptionalDouble.of(0.5)),
                "step",
                "only allowed on the linear scale");
        refused(() -> new IntDomain(0, 10, Scale.LINEAR, 3), "step", "must divide high - low");
        refused(() -> new IntDomain(0, 10, Scale.LINEAR, 0), "step", ">= 1");
        refused(() -> new IntDomain(1, 10, Scale.LOG, 3), "step", "only allowed on the linear scale");
    }

    @Test
    void badChoicesAreRefused() {
        refused(() -> new CategoricalDomain(List.of()), "choices", "at least one");
        refused(() -> new CategoricalDomain(null), "choices", "at least one");
        refused(() -> new CategoricalDomain(Arrays.asList("SGD", null)), "choices", "null");
        refused(() -> new CategoricalDomain(List.of("SGD", "SGD")), "choices", "different");
        refused(() -> new CategoricalDomain(List.of(Double.NaN)), "choices", "NaN");
        refused(() -> new CategoricalDomain(List.of(List.of())), "choices", "[]");
    }

    @Test
    void aValueOutsideItsDomainHasNoPosition() {
        refused(() -> new FloatDomain(0, 1, Scale.LINEAR).positionOf(1.5), "", "[0.0, 1.0]");
        refused(() -> new IntDomain(0, 10, Scale.LINEAR, 5).positionOf(3L), "", "0, 5 … 10");
        refused(
                () -> new CategoricalDomain(List.of("SGD")).positionOf("ADAM"),
                "",
                "one of [\"SGD\"], but got \"ADAM\"");
        assertThat(new IntDomain(0, 10, Scale.LINEAR).contains(2.5)).isFalse();
        assertThat(new FloatDomain(0, 1, Scale.LINEAR).contains("0.5")).isFalse();
        assertThat(new FloatDomain(0, 1, Scale.LINEAR).contains(Double.NaN)).isFalse();
    }

    @Test
    void aPointThatLacksAValueIsNotInTheSpace() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-6, 1e-2, Scale.LOG));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        SearchSpace space = new SearchSpace(domains);

        assertThat(space.contains(new Parameters(Map.of("learningRate", 1e-3, "optimizer", "SGD"))))
                .isTrue();
        assertThat(space.contains(new Parameters(Map.of("learningRate", 1e-3)))).isFalse();
        assertThat(space.contains(new Parameters(Map.of("learningRate", 1.0, "optimizer", "SGD"))))
                .isFalse();
    }

    @Test
    void badSpacesAndPointsAreRefused() {
        refused(() -> new SearchSpace(Map.of()), "", "at least one");
        refused(() -> new SearchSpace(Collections.singletonMap("learningRate", null)), "learningRate", "null");
        refused(() -> new SearchSpace(Map.of(" ", new IntDomain(0, 1, Scale.LINEAR))), "", "name");
        refused(() -> new Parameters(Collections.singletonMap("learningRate", null)), "learningRate", "null");
        refused(() -> new Parameters(Map.of("learningRate", Double.NaN)), "learningRate", "NaN");
    }

    @Test
    void valuesOfAnotherKindAreRefusedAndOthersWrittenAsTheDomainDoes() {
        CategoricalDomain optimizers = new CategoricalDomain(List.of("SGD", "ADAM"));
        IntDomain units = new IntDomain(10, 50, Scale.LINEAR, 10);
        FloatDomain dropout = stepped(0, 0.5, 0.1);

        refused(() -> optimizers.ofKind("adam"), "", "must be one of [\"SGD\", \"ADAM\"], but got \"adam\"");
        refused(() -> units.ofKind("10"), "", "must be a whole number, but got \"10\"");
        refused(() -> units.ofKind(16.5), "", "must be a whole number, but got 16.5");
        refused(() -> units.ofKind(15L), "", "must be on the step of 10");
        refused(() -> dropout.ofKind("0.1"), "", "must be a finite number, but got \"0.1\"");
        refused(() -> dropout.ofKind(true), "", "must be a finite number, but got true");
        refused(() -> dropout.ofKind(0.15), "", "must be on the step of 0.1");
        assertThat(new CategoricalDomain(List.of(8L, 16L)).ofKind(16.0)).isEqualTo(16L);
        assertThat(new CategoricalDomain(List.of(8L, 16L)).positionOf(16.0)).isEqualTo(0.75);
        assertThat(units.ofKind(20.0)).isEqualTo(20L);
        assertThat(units.ofKind(600L)).isEqualTo(600L);
        assertThat(dropout.ofKind(1L)).isEqualTo(1.0);
    }

    @Test
    void aStepThatWasGivenIsWrittenBackAndKeptInPartsAndOneThatWasNotIsNot() {
        for (Map<String, Object> plain : List.<Map<String, Object>>of(
                Map.of("type", "int", "low", 1L, "high", 10L, "scale", "linear", "step", 1L),
                Map.of("type", "int", "low", 1L, "high", 10L, "scale", "log", "step", 1L),
                Map.of("type", "int", "low", 1L, "high", 10L, "scale", "linear", "step", 3L),
                Map.of("type", "int", "low", 1L, "high", 10L, "scale", "linear"),
                Map.of("type", "float", "low", 1.0, "high", 10.0, "scale", "linear", "step", 1.0),
                Map.of("type", "float", "low", 1.0, "high", 10.0, "scale", "linear"))) {
            NumericDomain domain = (NumericDomain) PlainForm.domain(plain);

            assertThat(PlainForm.of(domain)).isEqualTo(plain);
            assertThat(PlainForm.of(domain.between(4, 7)).get("step")).isEqualTo(plain.get("step"));
            assertThat(PlainForm.storedSearchSpace(Map.of("x", plain)).domains().get("x"))
                    .isEqualTo(domain);
        }
        // As it was stored while a step of 1 was forgotten: it goes on as what it was.
        assertThat(((IntDomain) PlainForm.domain(Map.of("type", "int", "low", 1L, "high", 10L))).step())
                .isEmpty();
    }

    @Test
    void ofThousandsOfChoicesARefusalNamesAFew() {
        CategoricalDomain many = new CategoricalDomain(
                IntStream.range(0, 4000).<Object>mapToObj(i -> (long) i).toList());

        assertThatThrownBy(() -> many.positionOf("x")).hasMessageContaining("8, 9, …], but got \"x\"");
    }

    /** Whoever looks for a choice looks at none of the others. */
    @Test
    void aChoiceIsFoundWithoutGoingThroughAll() {
        AtomicLong looks = new AtomicLong();
        List<Object> counting = new AbstractList<>() {

            @Override
            public Object get(int index) {
                looks.incrementAndGet();
                return "choice " + index;
            }

            @Override
            public int size() {
                return 4000;
            }
        };
        Choices choices = new Choices(counting);
        long before = looks.get();

        for (int i = 0; i < 4000; i++) {
            assertThat(choices.place("choice " + i)).isEqualTo(i);
        }
        assertThat(looks.get()).isEqualTo(before);
        assertThat(before).isLessThanOrEqualTo(4000);
    }

    @Test
    void aHundredViolationsAreKeptAndNothingIsLookedAtAfterThem() {
        Violations violations = new Violations();
        for (int i = 0; i < 100; i++) {
            violations.add("trials[" + i + "]", "is wrong");
        }

        assertThatThrownBy(() -> violations.add("trials[100]", "is wrong"))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        all -> assertThat(all.fields())
                                .hasSize(101)
                                .last()
                                .satisfies(more -> assertThat(more.rule()).contains("these are the first 100")));
    }

    @Test
    void namesAndValuesKeepTheirOrder() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (String name : List.of("z", "a", "m", "b")) {
            domains.put(name, new IntDomain(0, 1, Scale.LINEAR));
        }

        assertThat(new SearchSpace(domains).domains().keySet()).containsExactly("z", "a", "m", "b");
    }

    private static FloatDomain stepped(double low, double high, double step) {
        return new FloatDomain(low, high, Scale.LINEAR, OptionalDouble.of(step));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            ThrowingCallable call, String field, String rule) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(InvalidField.class, refusal -> {
            assertThat(refusal.field()).isEqualTo(field);
            assertThat(refusal.rule()).contains(rule);
        });
    }
}
