package dev.tamis.search;

import java.util.OptionalDouble;

/**
 * What a verdict rests on.
 *
 * @param pValue how likely the good trials would be so concentrated if this parameter did not matter, corrected for the
 *     number of parameters; in [0, 1]; 1 where nothing could be tested
 * @param importance this parameter's share of the difference between good trials and all; in [0, 1], the shares of a space
 *     sum to 1, or are all 0 where nothing can be told
 * @param bestAt where the best trial lies in the current range, on its scale: 0 at the low end, 1 at the high end; empty
 *     without a completed trial
 * @param basedOnTrials number of trials, completed and failed, inside the current ranges
 * @param standardError of the best trial's value; 0 where values are exact
 */
public record Evidence(
        double pValue, double importance, OptionalDouble bestAt, int basedOnTrials, double standardError) {}
