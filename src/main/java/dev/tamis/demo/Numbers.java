package dev.tamis.demo;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How values look in a table. */
final class Numbers {

    private Numbers() {}

    /** Three significant digits for fractions, everything else as it is; "-" for what is not there. */
    static String brief(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return value.isFloatingPointNumber() ? brief(value.doubleValue()) : value.asString("-");
    }

    /** A share between 0 and 1 with four decimals; "-" for what is not there. */
    static String accuracy(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.4f", value.doubleValue()) : "-";
    }

    /** 75 seconds as "1 min 15 s"; hours lose the seconds. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** 75 seconds as "1:15"; an hour is "60:00". */
    static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String brief(double value) {
        double size = Math.abs(value);
        // between these, digits read better than an exponent
        if (size == 0 || size >= 1e-3 && size < 1e3) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return String.format(Locale.ROOT, "%.2e", value);
    }
}
