package dev.tamis.mlp;

import dev.tamis.mlp.MlpSpec.Initialization;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Seed;
import dev.tamis.space.Violations;

/**
 * Gaussian noise sent through freshly initialised layers, as in Deep Learning from Scratch, section 6.2.
 *
 * @param size of the network and the noise
 * @param bins of the histograms, 1 to 1,000
 */
public record ActivationStudy(Size size, Activation activation, Initialization initialization, int bins, Seed seed) {

    /**
     * How much noise goes through how many layers. All weights and activations are in memory at a time: layers * units *
     * (units + samples), at most 10,000,000.
     *
     * @param layers 1 to 64, all alike, without bias
     * @param units of every layer and of the input, 1 to 2,000
     * @param samples rows of noise from N(0, 1), 1 to 10,000
     */
    public record Size(int layers, int units, int samples) {

        private static final long MOST_NUMBERS = 10_000_000;

        public Size {
            Violations violations = new Violations();
            require("layers", layers, 64, violations);
            require("units", units, 2_000, violations);
            require("samples", samples, 10_000, violations);
            long numbers = (long) layers * units * ((long) units + samples);
            if (violations.isEmpty() && numbers > MOST_NUMBERS) {
                violations.add(
                        "samples",
                        FieldCode.CONFLICT,
                        "layers * units * (units + samples) <= " + MOST_NUMBERS + " must hold, but got layers=" + layers
                                + ", units=" + units + ", samples=" + samples);
            }
            violations.throwIfAny();
        }
    }

    public ActivationStudy {
        Violations violations = new Violations();
        require("bins", bins, 1_000, violations);
        violations.throwIfAny();
    }

    private static void require(String field, int value, int most, Violations violations) {
        if (value < 1 || value > most) {
            violations.add(field, FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + most + ", but got " + value);
        }
    }
}
