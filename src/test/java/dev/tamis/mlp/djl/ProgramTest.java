package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Code;
import dev.tamis.mlp.optimizer.Optimizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void noPlaceStaysEmpty() {
        assertThat(Program.text()).doesNotContainPattern("(?m)^ *#: (optimizer|kind)");
    }

    @Test
    void everyStatementOfAnOptimizerOrActivationIsInIt() {
        for (Optimizer each : Optimizer.values()) {
            each.rule().code().statements().lines().forEach(ProgramTest::assertIsInIt);
        }
        for (Activation each : Activation.values()) {
            each.function().forward().lines().forEach(ProgramTest::assertIsInIt);
            each.function().backward().lines().forEach(ProgramTest::assertIsInIt);
        }
    }

    private static void assertIsInIt(String statement) {
        assertThat(Program.text()).containsIgnoringWhitespaces(statement);
    }

    @Test
    void noTwoOptimizersHaveOneNumberAndItsSignTellsWhatTheyUpdate() {
        assertThat(Arrays.stream(Optimizer.values()).map(Program::numberOf)).doesNotHaveDuplicates();
        assertThat(Optimizer.values())
                .allSatisfy(each -> assertThat(Integer.signum(Program.numberOf(each)))
                        .isEqualTo(
                                switch (each.rule().code().on()) {
                                    case ALL_TRIALS -> 0;
                                    case MATRIX -> 1;
                                    case BLOCK -> -1;
                                }));
        assertThat(Arrays.stream(Optimizer.values())
                        .map(each -> each.rule().code().on()))
                .contains(Code.Operand.values());
    }
}
