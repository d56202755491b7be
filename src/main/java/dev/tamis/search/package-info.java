/**
 * What to try next: samplers, range suggestions, importance, and how rounds follow one another. Pure functions over the values
 * of {@code space}; randomness comes in as a seed, nobody looks at a clock.
 *
 * <p><b>Words.</b> A <i>sample</i> is the trials inside a space, ranked. Its <i>leaders</i> are the first few, its <i>top share</i>
 * the first fifth; <i>good</i> trials are one or the other. A <i>position</i> is a place in a range, 0 to 1 on its scale. A
 * <i>verdict</i> is NARROW, EXTEND, SHIFT or KEEP. A round's <i>parent</i> is the round whose suggestion its ranges are; a round
 * that does worse than its parent is <i>rolled back</i>: the next one starts from the parent's ranges.
 *
 * <h2>When a range moves</h2>
 *
 * The tension: abstain on noise, yet narrow ten parameters after 25 trials. One test per parameter cannot: on the shifted sphere
 * in ten dimensions each parameter explains a tenth of the variance, and a test at the 5 % level sees it in one round of seven.
 * What is done instead ({@link dev.tamis.search.RangeAdvisor}):
 *
 * <ol>
 *   <li>Abstain with fewer than 10 trials, when all values are equal, or when they scatter no more than their standard error
 *       explains (a chi-squared test: accuracies that cannot be told apart count as equal).
 *   <li>Each parameter alone: the lesser of two p-values, doubled. <i>Trend</i>: the F test of the regression of the trials'
 *       normal scores on a line and a parabola. <i>Leaders</i>: the exact chance (a Beta distribution) that the first five lie so
 *       close together or so near an end. The first sees what all trials say, the second what only the best say: in the book's
 *       results the five best learning rates touch the upper edge while nothing is known of the other 95. Corrected for the
 *       number of parameters (Benjamini and Hochberg), half of the 5 % is spent here.
 *   <li>The parameters left over, together, with the other half: the trends combined (Fisher), or <i>nearness</i>: are the
 *       trials near the leaders' centre better than those far from it (Spearman's correlation, the leaders left out)? One degree
 *       of freedom however many parameters; at 25 trials of the sphere it finds the signal in 95 of 100 experiments.
 *   <li>Parameters that earlier rounds narrowed go on narrowing while the latest trials are better than all before (Mann and
 *       Whitney). On noise the first step has already been refused, so this adds next to nothing to false alarms.
 * </ol>
 *
 * <p>All p-values condition on where trials really were drawn, so trials of earlier rounds that lie in the ranges count. The
 * distributions and two-sample tests are those of Apache Commons Statistics, which has no regression and no rank correlation:
 * those statistics are computed here, their p-values there.
 *
 * <p>The range is centred between the good trials' weighted mean and the best trial, 2.75 of their standard deviations wide, at
 * least a fifth and at most half of the present range; it holds what cannot be told from the best, cuts off less than a tenth of
 * the range not at all, and ends on round numbers. Only a parameter that stands out alone is extended, by 15 % at least, and
 * never towards an end near which a trial failed. Trials of a categorical parameter are compared with the best choice's (Mann
 * and Whitney, every ordered pair counted as a test); a choice that one of the leaders made stays however bad it is as a rule.
 *
 * <h2>Measured</h2>
 *
 * Pure noise, 1,000 experiments each, 1, 2, 5, 10 parameters, 25 and 100 trials: a range moves in 1.7 % to 2.6 % of the cases per
 * parameter where the size of the noise is unknown, in at most 0.4 % where it is known. Over the three suggestions of four
 * rounds of noise, any range ends up moved in 4 % (1 parameter) to 9 % (10) of the experiments. Planted optimum, accuracy
 * falling with the square of the distance, 100 validation images, 100 trials: held in 99 % or more of the experiments and the
 * range is 0.22 (falling by 6 over the squared range) to 0.38 (by 0.7) of its former length, a parameter beside it that does not
 * matter moves in 2 %.
 *
 * <p>Mean best of 100 trials as 4 rounds of 25, 100 seeds that no default was chosen on, against one round and against plain
 * shrinking to the box of the top fifth:
 *
 * <pre>
 *                      Branin  Hartmann-6  Rosenbrock-5  sphere-10  Ackley-10
 *   4 rounds            0.611    -2.80         335          8.4       16.0
 *   1 round             0.876    -2.07        4259         36.7       19.7
 *   box of top fifth    1.104    -2.51         826          8.5       15.8   (narrows on pure noise too)
 * </pre>
 *
 * <h2>Tried and rejected</h2>
 *
 * <ul>
 *   <li>Only tests of single parameters: Ackley 18.8, Hartmann -2.15, sphere 16.5.
 *   <li>Savage scores, which weigh the best trials more: half the power of normal scores at 25 trials (Hartmann 36 % against
 *       75 %, Branin 30 % against 48 %).
 *   <li>Analysis of variance over thirds of the range in place of the regression, because the library has it: Branin 34 % against
 *       48 %, sphere 74 % against 90 %. Halves by nearness with Mann and Whitney in place of Spearman: sphere 81 % against 95 %.
 *   <li>Step 4 left out: later rounds hold few trials and stall, Ackley 18.8 against 17.6, sphere 16.5 against 8.7.
 *   <li>The box of the good trials, with or without margin: Branin 0.82 and Hartmann -2.45 against 0.59 and -2.75. Centring on
 *       the best trial alone: sphere 13.7 against 7.2. On the mean alone: Branin 0.87.
 *   <li>Exempting from step 3 parameters without a tendency of their own (p above 0.5 or 0.75): no false alarm fewer on noise,
 *       Ackley 17.1 against 16.0.
 * </ul>
 *
 * Those figures are from a prototype over 40 to 100 seeds and move by about as much as the rows above say; the defaults are flat
 * around their values, no single one decides.
 *
 * <p>Importance is PED-ANOVA, not fANOVA: no forest to grow, 0.04 s (0.5 s in a JVM just started) for 10,000 trials of 10
 * parameters.
 */
package dev.tamis.search;
