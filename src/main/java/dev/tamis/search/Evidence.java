package dev.tamis.search;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a verdict rests on.
 *
 * @param pValue how likely trials would look so if this parameter did not matter, whatever the others do; in [0, 1], and 1 where
 *     nothing could be tested. Corrected for the number of parameters, save for members of a group, whose number the group's own
 *     test has paid for
 * @param group the parameters together with which this one tells good from bad, while nobody knows which of them do; empty where
 *     it stands out alone or nothing is significant
 * @param importance this parameter's share of the difference between good trials and all; in [0, 1], the shares of a space
 *     sum to 1, or are all 0 where nothing can be told
 * @param bestAt where the best trial that has it lies in the current range, on its scale: 0 at the low end, 1 at the high end; empty
 *     without a completed trial
 * @param basedOnTrials number of trials, completed and failed, inside the current ranges that have this parameter
 * @param standardError of the best trial's value; 0 where values are exact
 */
public record Evidence(
        double pValue,
        Optional<Group> group,
        double importance,
        OptionalDouble bestAt,
        int basedOnTrials,
        double standardError) {}
