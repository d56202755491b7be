package dev.tamis.dataset.table;

import dev.tamis.dataset.Scaling;

/**
 * What is done to each feature: {@code (value - shift) * factor}.
 *
 * @param shift one for each feature
 * @param factor one for each feature, above 0
 */
record FeatureScales(double[] shift, double[] factor) {

    float scaled(int feature, double value) {
        double scaled = (value - shift[feature]) * factor[feature];
        // A test row may be so far from all training rows that a float cannot say it.
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, scaled));
    }

    /** Finds out what to do from the training rows, seen one after the other. */
    static final class Statistics {

        /** 16 times the distance of neighbouring doubles, relative to them. */
        private static final double ROUNDING = 0x1p-48;

        private final double[] mean;
        private final double[] squares;
        private final double[] smallest;
        private final double[] largest;
        private long rows;

        Statistics(int features) {
            mean = new double[features];
            squares = new double[features];
            smallest = new double[features];
            largest = new double[features];
        }

        /** Welford's update: exact to the last digits however far the values are from 0 (Technometrics 4, 1962). */
        void add(double[] row) {
            rows++;
            for (int i = 0; i < row.length; i++) {
                double before = row[i] - mean[i];
                mean[i] += before / rows;
                squares[i] += before * (row[i] - mean[i]);
                smallest[i] = rows == 1 ? row[i] : Math.min(smallest[i], row[i]);
                largest[i] = rows == 1 ? row[i] : Math.max(largest[i], row[i]);
            }
        }

        FeatureScales scales(Scaling scaling) {
            double[] shift = new double[mean.length];
            double[] factor = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                switch (scaling) {
                    case NONE -> factor[i] = 1;
                    case STANDARDIZE -> {
                        shift[i] = mean[i];
                        factor[i] = inverse(isConstant(i) ? 0 : Math.sqrt(squares[i] / rows));
                    }
                    case MIN_MAX -> {
                        shift[i] = smallest[i];
                        factor[i] = inverse(isConstant(i) ? 0 : largest[i] - smallest[i]);
                    }
                }
            }
            return new FeatureScales(shift, factor);
        }

        /**
         * A feature whose values differ by what rounding does to sums is constant: dividing by that would make noise as large as any other
         * feature. Times in milliseconds differ by more.
         */
        private boolean isConstant(int i) {
            double size = Math.max(Math.abs(smallest[i]), Math.abs(largest[i]));
            return largest[i] - smallest[i] <= ROUNDING * size;
        }

        /** A constant feature has no spread to divide by: it becomes 0 by its shift alone. */
        private static double inverse(double spread) {
            return spread < Float.MIN_NORMAL ? 1 : 1 / spread;
        }
    }
}
