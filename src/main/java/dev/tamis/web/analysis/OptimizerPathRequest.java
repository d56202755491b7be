package dev.tamis.web.analysis;

import dev.tamis.mlp.Hyperparameter;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.OptimizerPath;
import dev.tamis.mlp.Point;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Parameters;
import dev.tamis.space.Violations;
import dev.tamis.web.openapi.Bounded;
import dev.tamis.web.openapi.SameAs;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Body of {@code POST /api/v1/analyses/optimizer-path}. */
record OptimizerPathRequest(
        Quadratic function,

        @Bounded(minItems = 2, maxItems = 2)
        @Schema(description = "Where the path begins, [x, y]; [-7, 2] if it is missing", example = "[-7, 2]")
        List<Double> start,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "MOMENTUM")
        Optimizer optimizer,

        @SameAs(value = Hyperparameter.LEARNING_RATE, hasDefault = false)
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "0.1")
        Double learningRate,

        @SameAs(Hyperparameter.MOMENTUM) Double momentum,
        @SameAs(Hyperparameter.BETA1) Double beta1,
        @SameAs(Hyperparameter.BETA2) Double beta2,
        @SameAs(Hyperparameter.EPSILON) Double epsilon,

        @Schema(
                minimum = "1",
                maximum = "10000",
                description = "Number of updates, 1 to 10000",
                defaultValue = "30",
                example = "30")
        Integer steps) {

    private static final Point USUAL_START = new Point(-7, 2);
    private static final double USUAL_A = 1.0 / 20;
    private static final double USUAL_B = 1;
    private static final int USUAL_STEPS = 30;

    /** The function that is minimised. */
    @Schema(name = "Quadratic", description = "f(x, y) = a x^2 + b y^2")
    record Quadratic(
            @Schema(defaultValue = "0.05", example = "0.05") Double a,

            @Schema(defaultValue = "1", example = "1") Double b) {}

    /** @param violations gets what is wrong; empty if anything is */
    Optional<OptimizerPath> path(Violations violations) {
        Map<String, Object> settings = new LinkedHashMap<>();
        put(Hyperparameter.OPTIMIZER, optimizer == null ? null : optimizer.name(), settings, violations);
        put(Hyperparameter.LEARNING_RATE, learningRate, settings, violations);
        put(Hyperparameter.MOMENTUM, momentum, settings, violations);
        put(Hyperparameter.BETA1, beta1, settings, violations);
        put(Hyperparameter.BETA2, beta2, settings, violations);
        put(Hyperparameter.EPSILON, epsilon, settings, violations);
        Optional<OptimizerPath> path = violations.collect(
                "",
                () -> new OptimizerPath(
                        function == null || function.a() == null ? USUAL_A : function.a(),
                        function == null || function.b() == null ? USUAL_B : function.b(),
                        from(violations),
                        MlpSpec.from(new Parameters(settings)).optimizer(),
                        steps == null ? USUAL_STEPS : steps));
        return violations.isEmpty() ? path : Optional.empty();
    }

    private static void put(
            Hyperparameter hyperparameter, Object value, Map<String, Object> settings, Violations violations) {
        if (value != null) {
            violations
                    .collect("", () -> hyperparameter.checked(value))
                    .ifPresent(legal -> settings.put(hyperparameter.key(), legal));
        }
    }

    private Point from(Violations violations) {
        if (start == null) {
            return USUAL_START;
        }
        if (start.size() != 2) {
            violations.add("start", FieldCode.OUT_OF_RANGE, "must be two numbers, [x, y], but got " + start.size());
            return USUAL_START;
        }
        if (start.contains(null)) {
            return USUAL_START; // it was refused when it was read
        }
        return new Point(start.get(0), start.get(1));
    }
}
