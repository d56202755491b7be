package dev.tamis.search;

import dev.tamis.space.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Ends of ranges that a person would have chosen. */
final class RoundNumbers {

    private static final int MOST_DIGITS = 15;

    private RoundNumbers() {}

    /**
     * The roundest number near a value: 1, 2 or 5 times a power of ten if one is near enough, else the one with the fewest
     * significant digits; the value itself if none is.
     *
     * @param value to replace
     * @param lowest smallest number near enough, at most value
     * @param highest largest number near enough, at least value
     * @param scale on which the nearer of two equally round numbers is chosen
     */
    static double near(double value, double lowest, double highest, Scale scale) {
        if (lowest <= 0 && highest >= 0) {
            return 0;
        }
        double size = Math.max(Math.abs(lowest), Math.abs(highest));
        int exponent = (int) Math.floor(Math.log10(size));
        double best = nearest(new double[] {1, 2, 5, 10}, exponent, value, lowest, highest, scale);
        for (int digits = 1; Double.isNaN(best) && digits <= MOST_DIGITS; digits++) {
            BigDecimal exact = new BigDecimal(value);
            MathContext down = new MathContext(digits, RoundingMode.DOWN);
            MathContext up = new MathContext(digits, RoundingMode.UP);
            best = nearer(
                    exact.round(down).doubleValue(), exact.round(up).doubleValue(), value, lowest, highest, scale);
        }
        return Double.isNaN(best) ? value : best;
    }

    private static double nearest(
            double[] mantissas, int exponent, double value, double lowest, double highest, Scale scale) {
        double best = Double.NaN;
        for (int power = exponent - 1; power <= exponent; power++) {
            for (double mantissa : mantissas) {
                double candidate = Math.copySign(
                        BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power).doubleValue(), value);
                best = nearer(best, candidate, value, lowest, highest, scale);
            }
        }
        return best;
    }

    private static double nearer(double a, double b, double value, double lowest, double highest, Scale scale) {
        boolean aFits = a >= lowest && a <= highest;
        boolean bFits = b >= lowest && b <= highest;
        if (!aFits || !bFits) {
            return aFits ? a : bFits ? b : Double.NaN;
        }
        double target = scale.warp(value);
        return Math.abs(scale.warp(a) - target) <= Math.abs(scale.warp(b) - target) ? a : b;
    }
}
