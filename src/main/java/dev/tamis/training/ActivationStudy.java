package dev.tamis.training;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import dev.tamis.training.MlpSpec.Initialization;

/**
 * Gaussian noise sent through freshly initialised layers, as in Deep Learning from Scratch, section 6.2.
 *
 * @param size of the network and the noise
 * @param bins of the histograms, 1 to 1,000
 */
public record ActivationStudy(Size size, Activation activation, Initialization initialization, int bins, Seed seed) {

    /**
     * How much noise goes through how many layers.
     *
     * @param layers 1 to 64, all alike, without bias
     * @param units of every layer and of the input, 1 to 2,000
     * @param samples rows of noise from N(0, 1), 1 to 10,000
     */
    public record Size(int layers, int units, int samples) {

        public Size {
            require("layers", layers, 64);
            require("units", units, 2_000);
            require("samples", samples, 10_000);
        }
    }

    public ActivationStudy {
        require("bins", bins, 1_000);
    }

    private static void require(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidField(field, "must be >= 1 and <= " + most + ", but got " + value);
        }
    }
}
