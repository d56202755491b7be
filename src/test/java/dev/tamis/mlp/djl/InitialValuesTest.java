package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.mlp.Pack.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialValuesTest {

    /** 40,000 numbers: the empirical standard deviation is within about 2 % of the true one. */
    @ParameterizedTest
    @CsvSource({"ZERO, 0, 0", "NORMAL, 0.3, 0.3", "XAVIER, 9, 0.05", "HE, 9, 0.0707106781"})
    void weightsHaveTheInitializersSpread(String initializer, double std, double expected) {
        Member member =
                Trials.member(1, Trials.spec("hiddenUnits", 100, "initializer", initializer, "initializerStd", std));
        float[] weights = InitialValues.weights(
                member, new LayerSizes(400, 10, member.spec().architecture()), 0);
        double squares = 0;
        double sum = 0;
        for (float each : weights) {
            sum += each;
            squares += each * each;
        }
        assertThat(weights).hasSize(40_000);
        assertThat(sum / weights.length).isCloseTo(0, within(expected * 0.03));
        assertThat(Math.sqrt(squares / weights.length)).isCloseTo(expected, within(expected * 0.02));
    }

    @Test
    void layersAndTrialsDrawDifferentNumbers() {
        Member one = Trials.member(1, Trials.spec("hiddenUnits", 200));
        Member other = Trials.member(2, Trials.spec("hiddenUnits", 200));
        LayerSizes sizes = new LayerSizes(200, 10, one.spec().architecture());
        assertThat(InitialValues.weights(one, sizes, 0)[0]).isNotEqualTo(InitialValues.weights(one, sizes, 1)[0]);
        assertThat(InitialValues.weights(one, sizes, 0)[0]).isNotEqualTo(InitialValues.weights(other, sizes, 0)[0]);
    }
}
