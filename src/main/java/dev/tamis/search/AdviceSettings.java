package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;

/**
 * Every threshold of {@link RangeAdvisor}. How the defaults were found stands in the package's documentation.
 *
 * @param significance chance at most that a range changes although the objective is pure noise; in (0, 1). One half is spent
 *     on parameters that stand out alone, one half on those that do so only together
 * @param minTrials with fewer finished trials inside the ranges every verdict is KEEP; at least 5
 * @param top which trials count as good
 * @param width how wide a suggested range is
 * @param edge what happens at the ends of a range
 */
public record AdviceSettings(double significance, int minTrials, Top top, Width width, Edge edge) {

    /** The defaults. */
    public static final AdviceSettings DEFAULT = new AdviceSettings(
            0.05, 10, new Top(5, 0.2, 1.0, 0.45, 0.35), new Width(2.75, 0.2, 0.4, 0.5), new Edge(0.2, 0.15, 0.1, 0.1));

    public AdviceSettings {
        if (!(significance > 0 && significance < 1)) {
            throw new InvalidField(
                    "significance", FieldCode.OUT_OF_RANGE, "must lie in (0, 1), but got " + significance);
        }
        if (minTrials < top.leaders()) {
            throw new InvalidField(
                    "minTrials",
                    FieldCode.CONFLICT,
                    "minTrials >= leaders must hold, but got minTrials=" + minTrials + ", leaders=" + top.leaders());
        }
    }

    /**
     * Which trials count as good.
     *
     * @param leaders the smallest group of good trials, at least 3
     * @param share of all trials that count as good where that is more than leaders; in (0, 1)
     * @param tieWidth trials so many standard errors behind the last good one count as equal to it; at least 0
     * @param bestWeight how far the centre of a range is drawn from the good trials' weighted mean to the best one; in [0, 1]
     * @param scatter where the leaders' standard deviation is less than so much of the top share's, the rest of the top share
     *     is there by chance and the leaders alone count; in [0, 1]
     */
    public record Top(int leaders, double share, double tieWidth, double bestWeight, double scatter) {

        public Top {
            if (leaders < 3) {
                throw new InvalidField("leaders", FieldCode.OUT_OF_RANGE, "must be at least 3, but got " + leaders);
            }
        }
    }

    /**
     * How wide a suggested range is, as a share of the current range on its scale.
     *
     * @param deviations width in standard deviations of the good trials' positions, before the limits
     * @param alone least width where the parameter stands out alone
     * @param together least width where it does so only together with others
     * @param most greatest width
     */
    public record Width(double deviations, double alone, double together, double most) {}

    /**
     * What happens at the ends of a range; lengths are shares of the current range on its scale.
     *
     * @param touch a good trial so near an end touches it
     * @param extension least length by which an end moves outwards
     * @param ignored an end that would move inwards by less stays
     * @param slack how far an end may move to become a round number, as a share of the suggested range
     */
    public record Edge(double touch, double extension, double ignored, double slack) {}
}
