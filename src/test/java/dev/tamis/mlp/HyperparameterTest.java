package dev.tamis.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.experiment.LegalValues;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HyperparameterTest {

    @Test
    void everyDefaultIsLegal() {
        for (Hyperparameter each : Hyperparameter.values()) {
            assertThat(each.checked(each.defaultValue())).isEqualTo(each.defaultValue());
        }
    }

    @Test
    void defaultsAreTheLecturesAndTheBooks() {
        MlpSpec spec = MlpSpec.from(Parameters.NONE);

        assertThat(coefficientsOf("MOMENTUM")).isEqualTo(Map.of("momentum", 0.9));
        assertThat(coefficientsOf("ADAGRAD")).isEqualTo(Map.of("epsilon", 1e-7));
        assertThat(coefficientsOf("ADAM")).isEqualTo(Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7));
        assertThat(spec.optimizer().coefficients()).isEmpty();
        assertThat(spec.regularization()).isEqualTo(new MlpSpec.Regularization(0, 0));
    }

    @Test
    void whatOnlySomeReadSaysWho() {
        assertThat(Hyperparameter.EPSILON.readers())
                .contains(new Hyperparameter.Readers(Hyperparameter.OPTIMIZER, List.of("ADAGRAD", "ADAM")));
        assertThat(Hyperparameter.INITIALIZER_STD.readers())
                .contains(new Hyperparameter.Readers(Hyperparameter.INITIALIZER, List.of("NORMAL")));
        assertThat(Hyperparameter.LEARNING_RATE.readers()).isEmpty();
        assertThat(Hyperparameter.MOMENTUM.meaning()).endsWith("; of MOMENTUM and NAG only");
        assertThat(Hyperparameter.LEARNING_RATE.meaning()).doesNotContain("only");
    }

    @Test
    void namesAreFoundAsJsonWritesThem() {
        assertThat(Hyperparameter.named("beta1")).contains(Hyperparameter.BETA1);
        assertThat(Hyperparameter.named("BETA1")).isEmpty();
    }

    @Test
    void boundsThatAreNotLegalThemselvesAreRefused() {
        assertThatThrownBy(() -> Hyperparameter.DROPOUT.checked(1.0))
                .isInstanceOf(InvalidField.class)
                .hasMessage("dropout: must be >= 0 and < 1, but got 1.0");
        assertThatThrownBy(() -> Hyperparameter.LEARNING_RATE.checked(0.0))
                .hasMessage("learningRate: must be > 0 and <= 3.4028235E38, but got 0.0");
        assertThat(Hyperparameter.DROPOUT.checked(0L)).isEqualTo(0.0);
    }

    @Test
    void whatSinglePrecisionMakesAnotherValueIsRefused() {
        assertThatThrownBy(() -> Hyperparameter.EPSILON.checked(1e-46))
                .hasMessage(
                        "epsilon: must be > 0 and <= 1 in single precision, in which networks train, where it is 0.0,"
                                + " but got 1.0E-46");
        assertThatThrownBy(() -> Hyperparameter.LEARNING_RATE.checked(1e39)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Hyperparameter.INITIALIZER_STD.checked(1e-46)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Hyperparameter.WEIGHT_DECAY.checked(1e-46)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Hyperparameter.MOMENTUM.checked(1 - 1e-9)).isInstanceOf(InvalidField.class);
        assertThat(Hyperparameter.LEARNING_RATE.checked(3e38)).isEqualTo(3e38);
    }

    /** A law: the float of a legal number is legal itself, and 0 only for 0. */
    @Test
    void aLegalNumberStaysLegalInSinglePrecision() {
        Random random = new Random(23);
        for (Hyperparameter each : Hyperparameter.values()) {
            for (int i = 0; each.legal().kind() == LegalValues.Kind.FLOAT && i < 2_000; i++) {
                double number = i % 2 == 0
                        ? Math.pow(10, 700 * random.nextDouble() - 350)
                        : 1 - Math.pow(10, -20 * random.nextDouble());
                boolean asFloat = isLegal(each, (double) (float) number) && ((float) number != 0 || number == 0);
                assertThat(isLegal(each, number))
                        .as("%s = %s", each.key(), number)
                        .isEqualTo(asFloat && number <= each.legal().range().high());
            }
        }
    }

    private static boolean isLegal(Hyperparameter which, double number) {
        try {
            which.checked(number);
            return true;
        } catch (InvalidField refused) {
            return false;
        }
    }

    @Test
    void minusZeroIsZero() {
        assertThat(Hyperparameter.DROPOUT.checked(-0.0)).isEqualTo(0.0);
        assertThat(MlpSpec.from(new Parameters(Map.of("dropout", -0.0)))).isEqualTo(MlpSpec.from(Parameters.NONE));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Hyperparameter.WEIGHT_DECAY.checked(number))
                    .isInstanceOf(InvalidField.class);
            assertThatThrownBy(() -> Hyperparameter.EPOCHS.checked(number)).isInstanceOf(InvalidField.class);
        }
    }

    @Test
    void wrongTypesAreRefused() {
        assertThatThrownBy(() -> Hyperparameter.EPOCHS.checked(1.5)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Hyperparameter.BATCH_NORM.checked("true")).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> Hyperparameter.OPTIMIZER.checked(1L)).isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> MlpSpec.from(new Parameters(Map.of("speed", 1.0))))
                .hasMessage("speed: is not a hyperparameter");
    }

    @Test
    void initialDeviationsAreTheLectures() {
        assertThat(Initializer.XAVIER.standardDeviation(100, 7)).isEqualTo(0.1);
        assertThat(Initializer.HE.standardDeviation(50, 7)).isEqualTo(0.2);
        assertThat(Initializer.NORMAL.standardDeviation(50, 7)).isEqualTo(7);
        assertThat(Initializer.ZERO.standardDeviation(50, 7)).isZero();
    }

    private static Map<String, Double> coefficientsOf(String optimizer) {
        return MlpSpec.from(new Parameters(Map.of("optimizer", optimizer)))
                .optimizer()
                .coefficients();
    }
}
