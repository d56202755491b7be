package dev.tamis.search;

import dev.tamis.space.NumericDomain;

/**
 * Turns the findings on one numeric parameter into a new range.
 *
 * @param current its range
 * @param legal what it may be at all
 * @param finding what the tests say
 * @param divergence where trials fail
 * @param settings thresholds
 */
record NumericAdvice(
        NumericDomain current, LegalRange legal, Finding finding, Divergence divergence, AdviceSettings settings) {

    /** The part of the axis to search next, not yet rounded. */
    Stretch stretch(GoodTrials good, double[] positions) {
        Stretch wanted = finding.basis() == Basis.NONE ? Stretch.WHOLE : around(good, positions);
        Stretch limits = divergence.limits();
        double low = limits.cutsLow() ? Math.max(wanted.low(), limits.low()) : wanted.low();
        double high = limits.cutsHigh() ? Math.min(wanted.high(), limits.high()) : wanted.high();
        double ignored = settings.edge().ignored();
        return new Stretch(low > 0 && low < ignored ? 0 : low, high < 1 && high > 1 - ignored ? 1 : high);
    }

    private Stretch around(GoodTrials good, double[] positions) {
        AdviceSettings.Width rule = settings.width();
        double spread = rule.deviations() * good.deviation(positions);
        double least = finding.basis().isOwn() ? rule.alone() : rule.together();
        double width = Math.max(least, Math.min(rule.most(), spread));
        double centre = good.centre(positions, settings.top().bestWeight());
        double low = centre - width / 2;
        double high = centre + width / 2;
        boolean scattered = spread > rule.most();
        if (high > 1 && centre > 1 - settings.edge().touch() && mayExtendHigh()) {
            return new Stretch(
                    scattered ? 0 : low, Math.max(high, 1 + settings.edge().extension()));
        }
        if (low < 0 && centre < settings.edge().touch() && mayExtendLow()) {
            return new Stretch(Math.min(low, -settings.edge().extension()), scattered ? 1 : high);
        }
        return new Stretch(Math.max(0, low), Math.min(1, high));
    }

    private boolean mayExtendHigh() {
        return finding.basis().isOwn() && !divergence.failsHigh() && legalHigh(Double.MAX_VALUE) > current.highest();
    }

    private boolean mayExtendLow() {
        return finding.basis().isOwn() && !divergence.failsLow() && legalLow(-Double.MAX_VALUE) < current.lowest();
    }

    /** The range that a stretch becomes: its moved ends on round numbers, legal, on the domain's step. */
    NumericDomain range(Stretch stretch) {
        Axis axis = Axis.of(current);
        double low = current.lowest();
        double high = current.highest();
        double slack = settings.edge().slack() * (stretch.high() - stretch.low());
        if (stretch.low() != 0) {
            double outermost = Math.max(stretch.low() - slack, stretch.cutsLow() ? 0 : Double.NEGATIVE_INFINITY);
            double innermost = stretch.extendsLow() ? Math.min(0, stretch.low() + slack) : stretch.low() + slack;
            low = legalLow(rounded(axis, stretch.low(), outermost, innermost));
        }
        if (stretch.high() != 1) {
            double outermost = Math.min(
                    stretch.high() + slack,
                    stretch.cutsHigh() ? divergence.limits().high() : Double.POSITIVE_INFINITY);
            double innermost = stretch.extendsHigh() ? Math.max(1, stretch.high() - slack) : stretch.high() - slack;
            high = legalHigh(rounded(axis, stretch.high(), innermost, outermost));
        }
        if (!(low < high)) {
            return current;
        }
        NumericDomain range = current.between(low, high);
        boolean isLegal = legal.holds(range.lowest()) && legal.holds(range.highest());
        // A step may not end on the legal bound: then the extension is given up, not the cut.
        return isLegal ? range : current.between(Math.max(low, current.lowest()), Math.min(high, current.highest()));
    }

    private double rounded(Axis axis, double position, double lowest, double highest) {
        return RoundNumbers.near(axis.valueAt(position), axis.valueAt(lowest), axis.valueAt(highest), current.scale());
    }

    /** An excluded bound is approached by half the way. */
    private double legalHigh(double wanted) {
        if (wanted < legal.high() || (wanted == legal.high() && legal.highIncluded())) {
            return wanted;
        }
        return legal.highIncluded() ? legal.high() : current.highest() + (legal.high() - current.highest()) / 2;
    }

    private double legalLow(double wanted) {
        if (wanted > legal.low() || (wanted == legal.low() && legal.lowIncluded())) {
            return wanted;
        }
        return legal.lowIncluded() ? legal.low() : current.lowest() - (current.lowest() - legal.low()) / 2;
    }
}
