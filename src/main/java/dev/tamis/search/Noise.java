package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.Arrays;

/** How far a trial's value is from what another draw of the validation data would have given. */
public sealed interface Noise permits Noise.None, Noise.Accuracy, Noise.Repeated {

    /** One standard error of a trial's value, in the value's unit; 0 where values are exact or their noise is unknown. */
    double standardError(double value);

    /** Values are exact, or nobody knows how noisy they are. */
    record None() implements Noise {

        @Override
        public double standardError(double value) {
            return 0;
        }
    }

    /**
     * Values are accuracies, the share of correct answers: a binomial proportion, whose standard error is sqrt(a(1-a)/n).
     * The proportion is kept half an answer away from 0 and 1, where the formula would call any value certain.
     *
     * @param validationSize number n of validation samples, at least 1
     */
    record Accuracy(int validationSize) implements Noise {

        public Accuracy {
            if (validationSize < 1) {
                throw new InvalidField(
                        "validationSize", FieldCode.OUT_OF_RANGE, "must be at least 1, but got " + validationSize);
            }
        }

        @Override
        public double standardError(double value) {
            double halfAnAnswer = 0.5 / validationSize;
            double share = Math.min(1 - halfAnAnswer, Math.max(halfAnAnswer, value));
            return Math.sqrt(share * (1 - share) / validationSize);
        }
    }

    /**
     * Values are means over several networks, and how far apart these lie is known.
     *
     * @param error one standard error of a mean, 0 or more: of all trials together, for those of few networks are no more than guesses
     */
    record Repeated(double error) implements Noise {

        public Repeated {
            if (!Double.isFinite(error) || error < 0) {
                throw new InvalidField(
                        "error", FieldCode.OUT_OF_RANGE, "must be a finite number >= 0, but got " + error);
            }
        }

        /** Of trials whose networks lie so far apart. @param spreads standard deviations of a sample, one for each trial */
        public static Noise of(double[] spreads, int networks) {
            double variance =
                    Arrays.stream(spreads).map(each -> each * each).average().orElse(0);
            return new Repeated(Math.sqrt(variance / networks));
        }

        @Override
        public double standardError(double value) {
            return error;
        }
    }
}
