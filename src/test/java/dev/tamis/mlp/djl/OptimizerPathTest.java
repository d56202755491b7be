package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.mlp.MlpSpec.OptimizerSettings;
import dev.tamis.mlp.OptimizerPath;
import dev.tamis.mlp.Point;
import dev.tamis.mlp.optimizer.Optimizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizerPathTest {

    private static final TorchAnalyses ANALYSES = new TorchAnalyses(new Torch());

    /** Where double precision arrives after 30 updates on x^2 / 20 + y^2 from (-7, 2). */
    @ParameterizedTest
    @CsvSource({
        "SGD, 0.95, -0.3503929957523, 0.0847823165504",
        "MOMENTUM, 0.1, 0.8964138584937, 0.0880856017151",
        "NAG, 0.1, 0.6896149016966, -0.0006799058361",
        "ADAGRAD, 1.5, -0.1201623223142, 2.5e-17",
        "ADAM, 0.3, 0.1360068523950, 0.3182453755372"
    })
    void thirtyUpdatesArriveWhereDoublePrecisionDoes(Optimizer kind, double rate, double x, double y) {
        List<Point> points = path(kind, rate, 30);

        assertThat(points).hasSize(31);
        assertThat(points.get(0)).isEqualTo(new Point(-7, 2));
        assertThat(points.get(30).x()).isCloseTo(x, within(2e-5));
        assertThat(points.get(30).y()).isCloseTo(y, within(2e-5));
    }

    /** The gradient at the start is (-0.7, 4); the second one follows from the first point. */
    @ParameterizedTest
    @CsvSource({
        // w - 0.1 g: (-6.93, 1.6), then g = (-0.693, 3.2)
        "SGD, 0.1, -6.93, 1.6, -6.8607, 1.28",
        // v = (0.07, -0.4), then 0.9 v - 0.1 g = (0.063 + 0.0693, -0.36 - 0.32)
        "MOMENTUM, 0.1, -6.93, 1.6, -6.7977, 0.92",
        // v as before, then 0.9 v - 0.1 g = (0.063 + 0.07, -0.36 - 0.4); g = (-0.6867, 2.48), v = (0.13167, -0.608)
        "NAG, 0.1, -6.867, 1.24, -6.679827, 0.4448",
        // g / sqrt(g^2) is the sign; then h = (0.49 + 0.4761, 16 + 14.44), g = (-0.69, 3.8)
        "ADAGRAD, 0.1, -6.9, 1.9, -6.82979989, 1.83112547",
        // the first step of ADAM is the sign; then m = (-0.132, 0.74) and s = (0.00096561, 0.030424)
        "ADAM, 0.1, -6.9, 1.9, -6.8000409, 1.8001666"
    })
    void theFirstTwoUpdatesAreThoseWorkedOutByHand(
            Optimizer kind, double rate, double x1, double y1, double x2, double y2) {
        List<Point> points = path(kind, rate, 2);

        assertThat(points.get(1).x()).isCloseTo(x1, within(2e-6));
        assertThat(points.get(1).y()).isCloseTo(y1, within(2e-6));
        assertThat(points.get(2).x()).isCloseTo(x2, within(2e-6));
        assertThat(points.get(2).y()).isCloseTo(y2, within(2e-6));
    }

    @Test
    void epsilonStandsOutsideOfTheRoot() {
        // ADAM's first step with a large epsilon: lr sqrt(0.001) / 0.1 * 0.1 g / (sqrt(0.001) |g| + 1), g = 4
        Point second = path(Optimizer.ADAM, 0.1, 1, 1).get(1);
        double root = Math.sqrt(0.001);
        assertThat(second.y()).isCloseTo(2 - 0.1 * root * 4 / (root * 4 + 1), within(2e-6));
    }

    private static List<Point> path(Optimizer kind, double rate, int steps) {
        return path(kind, rate, steps, 1e-7);
    }

    private static List<Point> path(Optimizer kind, double rate, int steps, double epsilon) {
        Map<String, Double> usual = Map.of("momentum", 0.9, "beta1", 0.9, "beta2", 0.999, "epsilon", epsilon);
        Map<String, Double> coefficients = new HashMap<>(usual);
        coefficients.keySet().retainAll(kind.rule().coefficients());
        OptimizerSettings settings = new OptimizerSettings(kind, rate, coefficients);
        return ANALYSES.optimizerPath(new OptimizerPath(1.0 / 20, 1, new Point(-7, 2), settings, steps));
    }
}
