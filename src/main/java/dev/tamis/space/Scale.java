package dev.tamis.space;

/** On which axis a numeric domain is drawn, compared and narrowed. */
public enum Scale {
    LINEAR {
        @Override
        public double warp(double value) {
            return value;
        }

        @Override
        public double unwarp(double warped) {
            return warped;
        }
    },
    LOG {
        @Override
        public double warp(double value) {
            return Math.log(value);
        }

        @Override
        public double unwarp(double warped) {
            return Math.exp(warped);
        }
    };

    /** From the value to the axis on which the domain is uniform. */
    public abstract double warp(double value);

    /** The inverse of {@link #warp}. */
    public abstract double unwarp(double warped);

    /** The value at a share of the way from low to high on this scale. */
    double interpolate(double low, double high, double share) {
        double warpedLow = warp(low);
        return unwarp(warpedLow + share * (warp(high) - warpedLow));
    }

    /** How far along from low to high a value lies on this scale: 0 at low, 1 at high; 0.5 where low equals high. */
    double share(double low, double high, double value) {
        double warpedLow = warp(low);
        double length = warp(high) - warpedLow;
        return length == 0 ? 0.5 : (warp(value) - warpedLow) / length;
    }
}
