package dev.tamis.mlp.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.experiment.LegalValues;
import dev.tamis.mlp.Hyperparameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {

    @ParameterizedTest
    @EnumSource
    void everyCoefficientIsANumberThatCanBeSubmitted(Optimizer optimizer) {
        assertThat(optimizer.rule().coefficients())
                .allSatisfy(name -> assertThat(Hyperparameter.named(name))
                        .hasValueSatisfying(
                                each -> assertThat(each.legal().kind()).isEqualTo(LegalValues.Kind.FLOAT)));
    }

    /** What all trials do at once keeps nothing and reads nothing: the program has one way for it. */
    @ParameterizedTest
    @EnumSource
    void onlyPlainDescentIsDoneForAllTrialsAtOnce(Optimizer optimizer) {
        UpdateRule rule = optimizer.rule();
        if (rule.code().on() == Code.Operand.ALL_TRIALS) {
            assertThat(rule.isLinear()).isTrue();
            assertThat(rule.memory()).isEqualTo(Memory.NONE);
            assertThat(rule.coefficients()).isEmpty();
        } else {
            assertThat(rule.code().statements()).isNotBlank();
        }
    }
}
