package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import org.jspecify.annotations.Nullable;

/**
 * How a pruner stays reproducible: what trial n must reach after a step is decided by the trials that came long enough before it, and
 * n waits until these have come to that step, or ended. So it is known before n trains, no worker asks anybody while it trains, and
 * neither the number of workers nor their speed enters.
 *
 * <pre>
 * L = 16, first look after step 3        looked at after step   3      4 to 6   7 to 12
 * trial 100 is compared with trials                          0..84    0..68     0..52
 * which have come to step                                       3        6        12     when it starts, or have ended
 * trial 10: a quarter of its number, 2                        0..8     0..6      0..4
 * </pre>
 *
 * <p>Near the end of their training trials need a larger distance, or n would wait for the slowest; at the beginning of an experiment a
 * smaller one, or the first L trials would be compared with nobody, and train to their end.
 *
 * @param trials L, 1 to {@value #FURTHEST}
 */
public record Headway(int trials) {

    /** The largest. */
    public static final int FURTHEST = 1_000;

    private static final int SHARE_OF_NUMBER = 4;

    public Headway {
        if (trials < 1 || trials > FURTHEST) {
            throw new InvalidField(
                    "lag", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + FURTHEST + ", but got " + trials);
        }
    }

    /** @param setting of a pruner; null: as many as there are parallel trials, so that nearly none waits */
    public static Headway of(@Nullable Integer setting, int parallelTrials) {
        return new Headway(setting == null ? Math.min(parallelTrials, FURTHEST) : setting);
    }

    /**
     * Up to which number trials decide what a trial must reach.
     *
     * @param number of the trial that is judged
     * @param firstLook the first step after which it is compared, 1 or more
     * @param look the step in question, not below the first
     * @return a number below the trial's own; negative: none do
     */
    public int last(int number, int firstLook, int look) {
        return number - Math.min(trials, Math.max(1, number / SHARE_OF_NUMBER)) * (1 + doublings(firstLook, look));
    }

    /** How often the steps have doubled, begun ones counted. */
    private static int doublings(int first, int look) {
        int doublings = 0;
        for (long steps = first; steps < look; steps *= 2) {
            doublings++;
        }
        return doublings;
    }
}
