package dev.tamis.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.Map;
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

        assertThat(spec.optimizer().momentum()).isEqualTo(0.9);
        assertThat(spec.optimizer().betas()).isEqualTo(new MlpSpec.Betas(0.9, 0.999));
        assertThat(spec.optimizer().epsilon()).isEqualTo(1e-7);
        assertThat(spec.regularization()).isEqualTo(new MlpSpec.Regularization(0, 0));
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
                .hasMessage("learningRate: must be finite and > 0, but got 0.0");
        assertThat(Hyperparameter.DROPOUT.checked(0L)).isEqualTo(0.0);
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
}
