package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Meaning;
import dev.tamis.space.Violations;

/**
 * How long an experiment goes on without finding anything better.
 *
 * @param trials that may end, in whatever way, since the best value last became better, 1 or more
 * @param by how much better counts, in units of the objective, 0 or more; 0: any improvement
 */
public record Stagnation(
        @Meaning(
                value = "Trials that may end one after the other without a better value",
                low = 1,
                high = Sampler.MOST_POINTS,
                example = "30")
        int trials,

        @Meaning(
                value = "How much better than before a value must be to count, in units of the objective",
                low = 0,
                usual = "0.0")
        double by) {

    public Stagnation {
        Violations violations = new Violations();
        if (trials < 1 || trials > Sampler.MOST_POINTS) {
            violations.add(
                    "trials",
                    FieldCode.OUT_OF_RANGE,
                    "must be >= 1 and <= " + Sampler.MOST_POINTS + ", but got " + trials);
        }
        if (!(by >= 0) || Double.isInfinite(by)) {
            violations.add("by", FieldCode.OUT_OF_RANGE, "must be a finite number >= 0, but got " + by);
        }
        violations.throwIfAny();
    }
}
