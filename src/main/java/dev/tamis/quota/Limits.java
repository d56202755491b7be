package dev.tamis.quota;

/**
 * What one owner may have.
 *
 * @param requestsPerSecond requests to a node, on average over {@link #BURST_SECONDS}
 */
public record Limits(int requestsPerSecond) {

    /** For so many seconds' worth of requests may come at once. */
    public static final int BURST_SECONDS = 10;

    /** More than anybody can have. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE);

    /** Whether requests are counted at all. */
    public boolean boundRequests() {
        return requestsPerSecond < Integer.MAX_VALUE;
    }
}
