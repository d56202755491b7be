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
 *   <li>Each parameter alone: the lesser of two p-values, doubled. <i>Trend</i>: the F-test of the trials' normal scores on
 *       position and its square, after what the other parameters explain has been taken out of the scores
 *       ({@link dev.tamis.search.Others}). <i>Leaders</i>: the exact chance (a Beta distribution) that the first five lie so
 *       close together or so near an end. The first sees what all trials say, the second what only the best say: in the book's
 *       results the five best learning rates touch the upper edge while nothing is known of the other 95. Corrected for the
 *       number of parameters (Benjamini and Hochberg), half of the 5 % is spent here.
 *   <li>The parameters left over, together, with the other half: the trends combined (Fisher), or <i>nearness</i>: are the
 *       trials near the leaders' centre better than those far from it (Spearman's correlation, the leaders left out)? One degree
 *       of freedom however many parameters; at 25 trials of the sphere it finds the signal in 95 of 100 experiments. A group
 *       that is significant says that some of its members matter, not which.
 *   <li>Parameters that earlier rounds narrowed go on narrowing while the latest trials are better than all before (Mann and
 *       Whitney). On noise the first step has already been refused, so this adds next to nothing to false alarms.
 * </ol>
 *
 * <p>All p-values condition on where trials really were drawn, so trials of earlier rounds that lie in the ranges count. Tests
 * and distributions are those of Apache Commons Statistics; it has no rank correlation and no test of order statistics: those
 * two statistics are computed here, their p-values there.
 *
 * <p>The range is centred between the good trials' weighted mean and the best trial, 2.75 of their standard deviations wide, at
 * least a fifth and at most half of the present range; it holds what cannot be told from the best, cuts off less than a tenth of
 * the range not at all, and ends on round numbers. Only a parameter that stands out alone is extended, by 15 % at least, and
 * never towards an end near which a trial failed. Trials of a categorical parameter are compared with the best choice's (Mann
 * and Whitney, every ordered pair counted as a test, the best's sorted once for all); a choice that one of the leaders made stays
 * however bad it is as a rule.
 *
 * <p>Where good trials lie in two regions with a gap between ({@link dev.tamis.search.Regions}), the range holds both, for which
 * is better is not known; a round that follows by itself bets on one. A gap is looked for at several waterlines, the best fifth,
 * three tenths and two fifths (and those near the leaders where they alone count), and the clearest one counts: of a narrow hill
 * beside a wide one the best fifth holds three trials, one or none, and all leaders lie on the wide one. Both tops of two hills
 * of one height stay in the range in, 500 experiments on seeds 70,000 to 70,499 on which nothing was chosen, 100 trials:
 *
 * <pre>
 *   deviations of the hills             before   now
 *   0.12 and 0.03, noise 0.05           72 %     99 %   (78 % and 100 % at 200 trials)
 *   0.03 and 0.12, noise 0.05           79 %     99 %
 *   0.10 and 0.05, noise 0.05           93 %    100 %
 *   0.12 and 0.03, noise 0.2            81 %     94 %
 *   0.12 and 0.05, noise 0.05, 50       81 %     94 %
 *   alike, 0.07 or 0.12                98 %   98-100 %  (96-99 % and 97-100 % at 50 trials)
 * </pre>
 *
 * <p>Of one hill the range has 0.22 of its former length where it has a deviation of 0.03 to 0.12 (before, 0.22 to 0.28), 0.31 to
 * 0.43 where it is shallow or noise as large as half of it (0.32 to 0.44); what CompanyTest counts is the same. The first waterline
 * is tested at a liberal level of 20 % with ten good trials and less with more: at 20 % throughout noise finds two regions in a
 * shallow hill (its range 0.53 of its length in place of 0.39); at 5 % throughout the tops stay in 76 % to 90 % at 50 trials. The
 * lower ones have a twentieth of that level, and the best trial of each region must lie in the upper three fifths above the lowest
 * waterline (thresholds chosen on seeds 60,000 to 60,149): without both, of a hill with a deviation of 0.03 in noise the range is
 * 0.49 of its length, and of a hill half as high as the other the top stays in 84 % in place of 29 %. Rounds that keep both regions
 * instead of betting: 0.62, -2.79, 390, 9.4, 16.3 in place of 0.58, -2.83, 363, 9.3, 16.2. At 25 trials five good ones are too few
 * to find two regions: 70 % to 90 %.
 *
 * <p>A parameter that not every trial has is judged by those that have it, together with what all of these have
 * ({@link dev.tamis.search.Branches}): the tests above, on fewer trials, and ten at least. Importance counts by the share of trials that
 * have it. Of 100 trials a third of which have it (BranchesTest, 1,000 experiments on seeds 20000 to 20999): on noise its range moves in
 * 1.4 % (standard error 0.4 %), and around the top of -4 (x - 0.6)^2 in noise of 0.1 it is narrowed in 92 % (0.9 %).
 *
 * <p>Where good trials lie at the bottom of a linear range that spans two decades or more, the suggestion is the log scale
 * ({@link dev.tamis.search.LogScale}): nearly all trials were drawn from the last decade, and an extension by a share of the
 * linear range would say nothing of the others.
 *
 * <p>A sample is read once, column by column, in the order in which its trials lie in memory, and ranked afterwards: 100,000 trials of
 * 14 hyperparameters take 2 s of processor time by Java's first compiler in place of 9. Rejected: a subsample above some number
 * of trials (its leaders would not be the leaderboard's), and a kept answer (the first to ask would still wait).
 *
 * <h2>What is told, and what is bet</h2>
 *
 * A <i>suggestion</i> is told to a person with a p-value, so it rests on the parameter's own evidence: it stands out alone, or it
 * is a member of a significant group and its own p-value, uncorrected (the group has paid for their number: closed testing), is
 * at most 5 %. The other members are kept, and the group is named. A round that follows <i>by itself</i> narrows every member of
 * the group: a bet on each, good on average (without it four rounds on Hartmann-6 reach -2.49 in place of -2.79 and on Ackley
 * 18.9 in place of 16.2), and one that is taken back where the round does worse. Hence two ranges in each suggestion: suggested,
 * and nextRound.
 *
 * <p>Share of parameters whose range shrinks below 90 %, 2,000 experiments of each kind on seeds on which nothing was chosen
 * (CompanyTest; standard errors at most 0.5 %). Before, all members of a group moved, with the group's p-value told of each:
 *
 * <pre>
 *                                    irrelevant          relevant
 *                                  before  told  bet    before  told  bet
 *   beside 3 weak, 25 trials       19 %   1.3 %  20 %    21 %  10 %  23 %
 *   beside a ridge of 2, 50        29 %   1.5 %  24 %    33 %  21 %  35 %
 *   beside 3, heavy tails, 50      26 %   1.0 %  24 %    27 %   9 %  27 %
 *   4 beside 4 weak, 50            43 %   1.5 %  41 %    48 %  30 %  52 %
 *   6 beside 6 weak, 50            83 %   0.6 %   5 %    85 %  89 %  97 %
 * </pre>
 *
 * <p>Tried: taking the others' share out is what makes own evidence strong. With the trend between thirds of the range and
 * nothing taken out, six weak relevant parameters are told in 27 %; taken out, in 66 %; with the regression in place of thirds,
 * in 96 %, and irrelevant ones in 1 to 3 % throughout. Four rounds that follow the told ranges alone, 60 seeds, in this order:
 * Hartmann-6 -2.37, -2.41, -2.49; Rosenbrock-5 1004, 443, 315; sphere 22.4, 14.4, 11.3; Ackley 19.2, 19.1, 18.9.
 *
 * <h2>Measured</h2>
 *
 * Pure noise, 1,000 experiments each, 1, 2, 5, 10 parameters, 25 and 100 trials: a range moves in 2.0 % to 2.8 % of the cases per
 * parameter where the size of the noise is unknown, in at most 0.3 % where it is known. Planted optimum, accuracy falling with
 * the square of the distance, 100 validation images, 100 trials: held in 99 % or more of the experiments, and the range is 0.22
 * (falling by 6 over the squared range) to 0.38 (by 0.7) of its former length; a parameter beside it that does not matter moves
 * in 2 %. Over the three suggestions of four rounds the false alarms of single suggestions add up, to about 5 % (1 parameter) to
 * 10 % (10 parameters) of the experiments.
 *
 * <p>Mean best of 100 trials as 4 rounds of 25, 400 seeds (5000 to 5399) on which no threshold was chosen; before parameters were
 * judged without the others' share; one round, and plain shrinking to the box of the top fifth (100 seeds each):
 *
 * <pre>
 *                      Branin  Hartmann-6  Rosenbrock-5  sphere-10  Ackley-10
 *   4 rounds            0.584    -2.83         363          9.3       16.2
 *   before              0.600    -2.82         363          8.8       16.4
 *   standard errors     0.017     0.02          35          0.3        0.12
 *   1 round             0.876    -2.07        4259         36.7       19.7
 *   box of top fifth    1.104    -2.51         826          8.5       15.8   (narrows on pure noise too)
 * </pre>
 *
 * <h2>Tried and rejected</h2>
 *
 * The same functions in a prototype, 100 seeds. It tested the trend by regression on a line and a parabola, with nothing taken
 * out, and as such reached 0.61, -2.74, 321, 9.4, 16.1; each line changes one thing:
 *
 * <ul>
 *   <li>Only step 2, every parameter for itself: 0.79, -2.28, 807, 28.8, 19.6. Without step 4 alone: 0.63, -2.68, 447, 10.5, 16.5,
 *       because later rounds hold few trials and stall.
 *   <li>The box of the good trials in place of centre and width: 0.88, -2.42, 361, 8.6, 17.2; with a margin of a tenth 0.83, -2.34,
 *       546, 10.8, 18.1. Centred on the best trial alone: 0.56, -2.70, 765, 18.9, 18.0; on the mean alone: 0.81, -2.61, 313, 6.2,
 *       15.1.
 *   <li>Analysis of variance between thirds in place of the regression: 0.60, -2.80, 277, 9.1, 16.0. It was the rule while
 *       groups moved as one. On 200 other seeds it reached 0.69, -2.79, 296, 8.8, 16.35, and the regression with the others taken
 *       out 0.68, -2.79, 391, 9.4, 16.23 (standard errors 0.04, 0.03, 40, 0.4, 0.17): as good, and it tells members apart.
 *   <li>Savage scores in place of normal scores: as good here (0.59, -2.82, 229, 9.1, 15.7), but alone, without nearness, half the
 *       power on Hartmann at 25 trials.
 *   <li>Exempting from step 3 parameters without a tendency of their own (p above 0.5): 0.65, -2.65, 320, 9.7, 16.9.
 * </ul>
 *
 * Standard errors: 0.04, 0.04, 50, 0.5, 0.25. The defaults are flat around their values: no single one decides.
 *
 * <h2>Importance</h2>
 *
 * PED-ANOVA, not fANOVA: no forest to grow. As published it is mostly chance where values are many: of ten good trials among 64
 * values each density is a heap of single trials, and shares are made of whatever is left. So
 *
 * <ul>
 *   <li>whole numbers have a kernel on their scale as real ones do, whatever their number; choices are counted;
 *   <li>the divergence D of each parameter is compared with E, what blind choices of as many trials give (the mean and one
 *       standard deviation of 50 draws): D (1 - E / D)^2 counts, and nothing where D is below E;
 *   <li>a parameter all of whose trials have one value has 0, before a share can be made of rounding errors;
 *   <li>of whatever the range suggestion beside it speaks of chance, it is 0: a parameter that is kept, whose p-value is above the
 *       level of a parameter that stands out alone, and that belongs to no group ({@code Advice}). One set of p-values; that of
 *       choices which are kept is an analysis of variance, for advice on them asks which to drop, and there may be none. Where
 *       nothing is left of those with evidence once chance is taken off, their plain divergences are shared.
 * </ul>
 *
 * 100 trials judged by 100 images each, a decisive learning rate and an irrelevant parameter of 2 to 128 values, 400 seeds: its mean
 * importance is 0.000 to 0.004, standard errors up to 0.0015, and a decisive parameter comes first; the table stands in
 * {@code search.md}. Without the last rule, same seeds: 0.009 to 0.017, and beside a suggestion that speaks of chance it was above
 * 0.15 in 5 to 21 of 400. Of six weak parameters beside six that do not matter (CompanyTest's) the six have 0.81 in place of
 * 0.55. Rejected on other seeds: the mean alone as E, 0.026 to 0.028 for whole numbers and 0.027 to 0.062 for choices, though a
 * decisive one among 128 choices came first in 359 of 400, not 277; 200 draws in place of 50, 0.009 to 0.018.
 *
 * <h2>Earlier experiments</h2>
 *
 * {@link dev.tamis.search.Prior} puts earlier trials into the history of a sampler that learns, so that no sampler has to know of them: by
 * rank, on the scale of the trial's own results. Rejected, by {@code WarmStartBenchmark}, of which {@code search.md} has the table (TPE,
 * misleading trials, standard deviations of random trials behind the same seeds without, after 25): telling of them until they have faded,
 * whatever comes, 2.86 on Hartmann-3 and 1.01 on bowl-9 (now 0.09 and 0.20); judging them from ten results on at a correlation of 0.45, as
 * good within the error. Not tried: models of each experiment that are weighed (RGPE), which only a Gaussian process could use.
 *
 * <h2>Spaces with few points</h2>
 *
 * {@link dev.tamis.search.Tried} keeps the numbers of the points that have been tried, and samplers draw around them; how many points a
 * space has and which is the business of {@link dev.tamis.space.FinitePoints}. A point is drawn again while it is one that an earlier
 * number has, so that all others are what they were before there was this rule. After 16 draws it is walked to: from a number by chance in
 * equal steps that have no divisor in common with the size, so that each point is met once. Rejected: a permutation of all points (of
 * 10^12 there is none to keep); drawing until one is new (with one value in two drawn each time, the last points of 100,000 take for ever);
 * the next number that is free (neighbours come one after the other); and for samplers that learn another draw (where a Gaussian process
 * has found its best point it asks for it each time, at 25 ms): they get the nearest point beside the one that they want.
 */
@NullMarked
package dev.tamis.search;

import org.jspecify.annotations.NullMarked;
