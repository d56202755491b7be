package dev.tamis.space;

/** The rules that both numeric domains share. */
final class Bounds {

    private static final String ONE_VALUE = "what shall have one value is not searched: fix it in model";

    private Bounds() {}

    static void check(double low, double high, Scale scale) {
        if (!Double.isFinite(low)) {
            throw new InvalidField("low", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + low);
        }
        if (!Double.isFinite(high)) {
            throw new InvalidField("high", FieldCode.OUT_OF_RANGE, "must be a finite number, but got " + high);
        }
        if (low == high) {
            throw new InvalidField("low", FieldCode.CONFLICT, disorder("" + low, "" + high, true));
        }
        if (!(low < high)) {
            throw new InvalidField("low", FieldCode.CONFLICT, disorder("" + low, "" + high, false));
        }
        if (scale == Scale.LOG && !(low > 0)) {
            throw new InvalidField("low", FieldCode.OUT_OF_RANGE, "must be > 0 on the log scale, but got " + low);
        }
        if (Double.isInfinite(high - low)) {
            throw new InvalidField(
                    "high", FieldCode.OUT_OF_RANGE, "high - low must be finite, but got low=" + low + ", high=" + high);
        }
    }

    /** What is wrong with a low that is not below high. */
    static String disorder(String low, String high, boolean areEqual) {
        return "low < high must hold, but got low=" + low + ", high=" + high + (areEqual ? "; " + ONE_VALUE : "");
    }
}
