package dev.tamis.web.analysis;

import dev.tamis.mlp.ActivationStudy;
import dev.tamis.mlp.Hyperparameter;
import dev.tamis.mlp.Initializer;
import dev.tamis.mlp.MlpSpec.Initialization;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.space.Seed;
import dev.tamis.space.Violations;
import dev.tamis.web.openapi.SameAs;
import dev.tamis.web.reading.FreshSeeds;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** Body of {@code POST /api/v1/analyses/activation-distribution}. */
record ActivationRequest(
        @Schema(
                minimum = "1",
                maximum = "64",
                description = "1 to 64, all alike and without bias. layers * units * (units + samples) must be at most"
                        + " 10000000",
                defaultValue = "5",
                example = "5")
        Integer layers,

        @Schema(
                minimum = "1",
                maximum = "2000",
                description = "Of every layer and of the input, 1 to 2000",
                defaultValue = "100",
                example = "100")
        Integer units,

        @Schema(
                minimum = "1",
                maximum = "10000",
                description = "Rows of noise from N(0, 1), 1 to 10000",
                defaultValue = "1000",
                example = "1000")
        Integer samples,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "SIGMOID")
        Activation activation,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "NORMAL")
        Initializer initializer,

        @SameAs(Hyperparameter.INITIALIZER_STD) @Schema(example = "1")
        Double initializerStd,

        @Schema(
                minimum = "1",
                maximum = "1000",
                description = "Bins of each histogram, 1 to 1000",
                defaultValue = "30",
                example = "30")
        Integer bins,

        @Schema(description = "Source of the noise and the weights. Drawn, and told, if it is missing", example = "1")
        Long seed) {

    private static final int USUAL_LAYERS = 5;
    private static final int USUAL_UNITS = 100;
    private static final int USUAL_SAMPLES = 1000;
    private static final int USUAL_BINS = 30;

    /** @param violations gets what is wrong; empty if anything is */
    Optional<ActivationStudy> study(Violations violations, FreshSeeds seeds) {
        Optional<Object> std = violations.collect(
                "",
                () -> Hyperparameter.INITIALIZER_STD.checked(
                        initializerStd == null ? Hyperparameter.INITIALIZER_STD.defaultValue() : initializerStd));
        Optional<ActivationStudy.Size> size = violations.collect(
                "",
                () -> new ActivationStudy.Size(
                        orUsual(layers, USUAL_LAYERS), orUsual(units, USUAL_UNITS), orUsual(samples, USUAL_SAMPLES)));
        Seed source = new Seed(seed == null ? seeds.next(Optional.empty()) : seed);
        Optional<ActivationStudy> study = violations.collect(
                "",
                () -> new ActivationStudy(
                        size.orElse(new ActivationStudy.Size(1, 1, 1)),
                        activation,
                        new Initialization(initializer, (Double) std.orElse(0.0)),
                        orUsual(bins, USUAL_BINS),
                        source));
        return violations.isEmpty() ? study : Optional.empty();
    }

    private static int orUsual(Integer given, int usual) {
        return given == null ? usual : given;
    }
}
