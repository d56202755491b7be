package dev.tamis.search;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Scale;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Turns the findings on one numeric parameter into a new range.
 *
 * @param current its range
 * @param legal what it may be at all
 * @param finding what the tests say
 * @param failures where trials fail
 * @param settings thresholds
 */
record NumericAdvice(
        NumericDomain current, LegalRange legal, Finding finding, Failures failures, AdviceSettings settings) {

    private static final LegalRange REALS = LegalRange.closed(-1e300, 1e300);
    private static final LegalRange WHOLE_NUMBERS = LegalRange.closed(-1e12, 1e12);
    private static final LegalRange POSITIVE_WHOLE_NUMBERS = LegalRange.closed(1, 1e12);

    /** How much of the width stays inside the range that is extended: its good trials lie on one side of their centre. */
    private static final double INSIDE = 0.75;

    /** How many trials lie above each waterline at which regions are looked for, in top shares. */
    private static final double[] WATERLINES = {1, 1.5, 2};

    /** The best trial of a region falls behind the best of all by no more than this share of the way to the lowest waterline. */
    private static final double AS_HIGH = 0.6;

    NumericAdvice {
        legal = legal.and(representable(current));
    }

    /** The new range, in round numbers, and why. */
    Advice advice(Sample sample, double[] positions) {
        GoodTrials good = good(sample);
        NumericDomain bet = range(stretch(good, positions, Optional.empty()));
        if (!finding.sure() && finding.basis() != Basis.NONE) {
            Advice confident = with(finding.confident()).advice(sample, positions);
            return new Advice(
                    confident.verdict(),
                    confident.suggested(),
                    bet,
                    confident.pValue(),
                    finding.group(),
                    confident.reason());
        }
        Optional<Regions> regions = regions(sample, positions);
        NumericDomain suggested = range(stretch(good, positions, regions));
        Optional<NumericDomain> onLogScale = finding.sure() && regions.isEmpty()
                ? LogScale.of(
                        current,
                        suggested,
                        good.centre(positions, settings.top().bestWeight()),
                        settings.edge())
                : Optional.empty();
        NumericDomain told = onLogScale.orElse(suggested);
        Verdict verdict = verdict(told);
        double pValue = finding.basis() == Basis.NONE && verdict != Verdict.KEEP ? failures.pValue() : finding.pValue();
        String reason = reason(verdict, told, good, positions, regions)
                + onLogScale.map(Reason::logScale).orElse("");
        return new Advice(verdict, told, onLogScale.orElse(bet), pValue, finding.group(), reason);
    }

    private NumericAdvice with(Finding other) {
        return new NumericAdvice(current, legal, other, failures, settings);
    }

    private GoodTrials good(Sample sample) {
        return finding.basis() == Basis.LEADERS
                ? GoodTrials.leaders(sample, settings.top())
                : GoodTrials.topShare(sample, settings.top());
    }

    private String reason(
            Verdict verdict, NumericDomain suggested, GoodTrials good, double[] positions, Optional<Regions> regions) {
        StringBuilder reason = new StringBuilder();
        if (finding.basis() == Basis.NONE) {
            reason.append(finding.group()
                    .map(group -> Reason.member(group, finding.pValue()))
                    .orElseGet(() -> Reason.noEvidence(finding.pValue())));
        } else if (verdict == Verdict.KEEP && regions.isEmpty()) {
            reason.append(Reason.asNarrow(positions.length));
        } else {
            String where = regions.map(two -> Reason.twoRegions(two, Axis.of(current)))
                    .orElseGet(() -> Reason.place(good, positions, current.scale()));
            reason.append(Reason.concentration(finding, where));
            reason.append(regions.isPresent() ? Reason.BOTH_STAY : "");
        }
        if (suggested.highest() > current.highest()) {
            reason.append(Reason.touchesTop(current.highest()));
        }
        if (suggested.lowest() < current.lowest()) {
            reason.append(Reason.touchesBottom(current.lowest()));
        }
        Axis axis = Axis.of(current);
        if (failures.limits().cutsHigh()) {
            reason.append(
                    Reason.failures("above", axis.valueAt(failures.limits().high())));
        }
        if (failures.limits().cutsLow()) {
            reason.append(
                    Reason.failures("below", axis.valueAt(failures.limits().low())));
        }
        return reason.toString();
    }

    private Verdict verdict(NumericDomain suggested) {
        boolean cuts = suggested.lowest() > current.lowest() || suggested.highest() < current.highest();
        boolean extendsIt = suggested.lowest() < current.lowest() || suggested.highest() > current.highest();
        if (cuts) {
            return extendsIt ? Verdict.SHIFT : Verdict.NARROW;
        }
        return extendsIt ? Verdict.EXTEND : Verdict.KEEP;
    }

    /** The part of the axis to search next, not yet rounded. */
    private Stretch stretch(GoodTrials good, double[] positions, Optional<Regions> regions) {
        Stretch narrow = finding.basis() == Basis.NONE ? Stretch.WHOLE : around(good, positions);
        // Which of two regions is better is not known: neither is given up.
        Stretch wanted = regions.map(narrow::holding).orElse(narrow);
        Stretch limits = failures.limits();
        double low = limits.cutsLow() ? Math.max(wanted.low(), limits.low()) : wanted.low();
        double high = limits.cutsHigh() ? Math.min(wanted.high(), limits.high()) : wanted.high();
        double ignored = settings.edge().ignored();
        return new Stretch(low > 0 && low < ignored ? 0 : low, high < 1 && high > 1 - ignored ? 1 : high);
    }

    private Stretch around(GoodTrials good, double[] positions) {
        AdviceSettings.Width rule = settings.width();
        AdviceSettings.Edge edge = settings.edge();
        double spread = rule.deviations() * good.deviation(positions);
        double least = finding.basis().isOwn() ? rule.alone() : rule.together();
        double width = Math.max(least, Math.min(rule.most(), spread));
        double centre = good.centre(positions, settings.top().bestWeight());
        Stretch equals = good.extentOfEquals(positions);
        double low = Math.min(centre - width / 2, equals.low());
        double high = Math.max(centre + width / 2, equals.high());
        // Good trials at an end, yet all over the range: the end is too near, but the rest is not bad.
        boolean scattered = spread > rule.most();
        if (high > 1 && centre > 1 - edge.touch() && mayExtendHigh()) {
            double inwards = Math.min(low, 1 - INSIDE * width);
            return new Stretch(scattered ? 0 : inwards, Math.max(high, 1 + edge.extension()));
        }
        if (low < 0 && centre < edge.touch() && mayExtendLow()) {
            double inwards = Math.max(high, INSIDE * width);
            return new Stretch(Math.min(low, -edge.extension()), scattered ? 1 : inwards);
        }
        return new Stretch(Math.max(0, low), Math.min(1, high));
    }

    private Optional<Regions> regions(Sample sample, double[] positions) {
        if (finding.basis() == Basis.NONE) {
            return Optional.empty();
        }
        GoodTrials leaders = good(sample);
        int top = GoodTrials.topShare(sample, settings.top()).count();
        int first = top;
        if (finding.basis() == Basis.LEADERS) {
            Stretch narrow = around(leaders, positions);
            if (narrow.low() < 0 || narrow.high() > 1) {
                // They point beyond an end: the rest of the range has been seen and left behind.
                return Regions.of(positions, leaders.count(), leaders.count());
            }
            first = Math.min(top, rivals(sample, leaders.count()));
        }
        int[] waterlines = IntStream.concat(
                        IntStream.of(first),
                        Arrays.stream(WATERLINES)
                                .mapToInt(shares -> Math.min(sample.lived(), (int) Math.round(shares * top))))
                .toArray();
        double[] merits = sample.merits();
        double depth = merits[0] - merits[waterlines[WATERLINES.length] - 1];
        int high = Math.min(top, sample.countAtLeast(merits[0] - AS_HIGH * depth));
        return Regions.of(positions, high, waterlines);
    }

    /** All leaders may lie in one region by chance: how many trials fall behind the last by no more than that one behind the first. */
    private static int rivals(Sample sample, int leaders) {
        double[] merits = sample.merits();
        double last = merits[leaders - 1];
        return sample.countAtLeast(last - (merits[0] - last));
    }

    private boolean mayExtendHigh() {
        return finding.basis().isOwn()
                && !failures.nearHigh()
                && legalHigh(Double.POSITIVE_INFINITY) > current.highest();
    }

    private boolean mayExtendLow() {
        return finding.basis().isOwn() && !failures.nearLow() && legalLow(Double.NEGATIVE_INFINITY) < current.lowest();
    }

    /** The range that a stretch becomes: its moved ends on round numbers, legal, on the domain's step. */
    private NumericDomain range(Stretch stretch) {
        double slack = settings.edge().slack() * stretch.length();
        double low = current.lowest();
        double high = current.highest();
        if (stretch.cutsLow()) {
            low = rounded(stretch.low(), Math.max(0, stretch.low() - slack), stretch.low() + slack);
        } else if (stretch.low() < 0) {
            low = legalLow(rounded(stretch.low(), stretch.low() - slack, Math.min(0, stretch.low() + slack)));
        }
        if (stretch.cutsHigh()) {
            // Not beyond where trials fail.
            double highest = Math.min(failures.limits().high(), stretch.high() + slack);
            high = rounded(stretch.high(), stretch.high() - slack, highest);
        } else if (stretch.high() > 1) {
            high = legalHigh(rounded(stretch.high(), Math.max(1, stretch.high() - slack), stretch.high() + slack));
        }
        if (!(low < high)) {
            return current;
        }
        NumericDomain range = current.between(low, high);
        if (legal.holds(range.lowest()) && legal.holds(range.highest())) {
            return range;
        }
        // A step need not end on the legal bound: then the extension is given up, not the cut.
        return current.between(Math.max(low, current.lowest()), Math.min(high, current.highest()));
    }

    private double rounded(double position, double lowest, double highest) {
        Axis axis = Axis.of(current);
        return RoundNumbers.near(axis.valueAt(position), axis.valueAt(lowest), axis.valueAt(highest), current.scale());
    }

    /** A bound that is itself legal can be reached; one that is not is approached by half the way. */
    private double legalHigh(double wanted) {
        if (wanted < legal.high()) {
            return wanted;
        }
        return legal.highIncluded() ? legal.high() : (current.highest() + legal.high()) / 2;
    }

    private double legalLow(double wanted) {
        if (wanted > legal.low()) {
            return wanted;
        }
        return legal.lowIncluded() ? legal.low() : (current.lowest() + legal.low()) / 2;
    }

    /** What the domain's constructor accepts. */
    private static LegalRange representable(NumericDomain domain) {
        if (domain instanceof FloatDomain) {
            return REALS;
        }
        return domain.scale() == Scale.LOG ? POSITIVE_WHOLE_NUMBERS : WHOLE_NUMBERS;
    }
}
