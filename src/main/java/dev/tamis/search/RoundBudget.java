package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.List;
import java.util.stream.IntStream;

/** How the trials of an experiment are shared out over its rounds. */
public final class RoundBudget {

    private RoundBudget() {}

    /**
     * Equal shares that sum to maxTrials exactly; what does not divide goes to the first rounds, one trial each.
     *
     * @param maxTrials trials of all rounds together, at least one a round
     * @param rounds number of rounds, at least 1
     * @return number of trials of each round, in order
     */
    public static List<Integer> split(int maxTrials, int rounds) {
        if (rounds < 1) {
            throw new InvalidField("rounds.count", FieldCode.OUT_OF_RANGE, "must be at least 1, but got " + rounds);
        }
        if (maxTrials < rounds) {
            throw new InvalidField(
                    "budget.maxTrials",
                    FieldCode.OUT_OF_RANGE,
                    "must be at least one trial for each round, but got maxTrials=" + maxTrials + ", rounds=" + rounds);
        }
        return IntStream.range(0, rounds)
                .mapToObj(round -> maxTrials / rounds + (round < maxTrials % rounds ? 1 : 0))
                .toList();
    }
}
