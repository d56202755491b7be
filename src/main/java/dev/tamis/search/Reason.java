package dev.tamis.search;

import dev.tamis.space.NumericDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.Shown;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The sentences that explain a verdict. */
final class Reason {

    static final String BOTH_STAY = "; which is better is not known, so both stay";

    /** Where good trials lie close together, they may do so because the sampler went there. */
    static final String LEARNED =
            "the sampler chose where trials lie by their results, so that chance cannot be told from evidence";

    /** Of a parameter whose condition lists only choices that are given up. */
    static final String NOWHERE = "; it is searched no more, for no choice is left with which it is there";

    private Reason() {}

    static String tooFew(int trials, int wanted) {
        return "only " + Shown.count(trials, "trial") + (trials == 1 ? " lies" : " lie")
                + " in these ranges; fewer than " + wanted + " say too little";
    }

    static String tooFewHaveIt(int trials, int wanted) {
        return "only " + Shown.count(trials, "trial") + " in these ranges " + (trials == 1 ? "has" : "have")
                + " it; fewer than " + wanted + " say too little";
    }

    static String fewCompleted(int completed, int trials) {
        return completed == 0
                ? (trials == 1 ? "the only trial" : "all " + trials + " trials")
                        + " failed, so none is better than another"
                : "only " + completed + " of " + Shown.count(trials, "trial") + " completed; so few say too little";
    }

    static String allEqual(int trials) {
        return "all " + trials + " completed trials have the same value";
    }

    static String noise(int trials, double standardError) {
        return "the values of the " + trials + " trials differ no more than their standard error of "
                + plain(standardError) + " explains";
    }

    static String noEvidence(double pValue) {
        return "the good trials are spread as chance would spread them" + p(pValue);
    }

    static String asNarrow(int trials) {
        return "the evidence of " + trials + " trials would move the ends by less than a step, so the range stays";
    }

    /** What the good trials of a numeric parameter look like. */
    static String concentration(Finding finding, String place) {
        String where = place + p(finding.pValue());
        return where
                + switch (finding.basis()) {
                    case TOGETHER -> ", as one of " + group(finding.group().orElseThrow());
                    case ONWARD ->
                        ", and the latest trials are better for the ranges narrowed before"
                                + p(finding.group().orElseThrow().pValue());
                    default -> "";
                };
    }

    /** Why a member of a group that matters stays where it is. */
    static String member(Group group, double pValue) {
        return group(group) + (group.parameters().size() == 1 ? "" : ": which of them is not known")
                + "; its own evidence is weak" + p(pValue);
    }

    /** What a round that follows by itself does beyond the suggestions. */
    static String bet(Group group) {
        return ", and as a bet narrower ones of " + group(group);
    }

    static String betOnOneRegion(List<String> parameters) {
        return parameters.isEmpty()
                ? ""
                : ", and as a bet one of the two good regions of " + String.join(" and ", parameters);
    }

    private static String group(Group group) {
        return "the group " + String.join(", ", group.parameters()) + ", which tells good from bad together"
                + p(group.pValue());
    }

    /** Where good trials lie that lie in two places. */
    static String twoRegions(Regions regions, Axis axis) {
        return "good trials lie in two regions, " + region(regions.lower(), axis) + " and "
                + region(regions.upper(), axis);
    }

    private static String region(Stretch stretch, Axis axis) {
        return plain(axis.valueAt(Math.max(0, stretch.low()))) + " to "
                + plain(axis.valueAt(Math.min(1, stretch.high())));
    }

    static String logScale(NumericDomain suggested) {
        return "; use a log scale: on the linear one nearly all trials lie in the last decade, and "
                + plain(suggested.lowest()) + " to " + plain(suggested.highest()) + " spans "
                + Math.round(Math.log10(suggested.highest() / suggested.lowest()));
    }

    static String touchesTop(double end) {
        return ", and the best touch its upper end: better values may lie above " + plain(end);
    }

    static String touchesBottom(double end) {
        return ", and the best touch its lower end: better values may lie below " + plain(end);
    }

    static String failures(String side, double bound) {
        return "; " + side + " " + plain(bound) + " trials fail more often than not";
    }

    static String noChoiceDropped(boolean choicesDiffer, double pValue) {
        return choicesDiffer
                ? "the choices differ" + p(pValue)
                        + ", but none is both absent from the best trials and significantly worse than the best one"
                : "the choices differ no more than chance would have it" + p(pValue);
    }

    static String dropped(List<Object> choices, double pValue) {
        return "none of the best trials chose " + listed(choices) + ", and the others that did are significantly worse"
                + p(pValue);
    }

    /** Where the good trials lie. */
    static String place(GoodTrials good, double[] positions, Scale scale) {
        double[] sorted = Arrays.copyOf(positions, good.count());
        Arrays.sort(sorted);
        // Four fifths of a larger group: one straggler would otherwise stretch the sentence over the whole range.
        int off = good.count() < 10 ? 0 : good.count() / 10;
        double low = sorted[off];
        double high = sorted[sorted.length - 1 - off];
        String who = (off == 0 ? "the best " : "most of the best ") + good.count() + " of " + positions.length
                + " trials lie ";
        String range = " of the " + (scale == Scale.LOG ? "log range" : "range");
        if (1 - low <= high) {
            return who + "in the top " + percent(1 - low) + range;
        }
        if (high <= 1 - low && low < 0.1) {
            return who + "in the bottom " + percent(high) + range;
        }
        return who + "between " + percent(low) + " and " + percent(high) + range;
    }

    private static String percent(double share) {
        return Math.max(1, Math.round(100 * share)) + " %";
    }

    private static String p(double pValue) {
        return String.format(Locale.ROOT, " (p = %s)", plain(pValue));
    }

    private static String listed(List<Object> choices) {
        return String.join(" or ", choices.stream().map(String::valueOf).toList());
    }

    /** Two significant digits, without an exponent where people would not write one. */
    static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros();
        double size = Math.abs(number);
        return size != 0 && (size < 1e-3 || size >= 1e6)
                ? rounded.unscaledValue().toString().length() == 1
                        ? rounded.unscaledValue() + "e" + -rounded.scale()
                        : String.format(Locale.ROOT, "%.1e", number)
                : rounded.toPlainString();
    }
}
