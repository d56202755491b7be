package dev.tamis.quota;

/**
 * What one owner may have.
 *
 * @param experiments that have not ended
 * @param runningTrials trials in training at a time, over all nodes; further ones wait
 * @param storage bytes that their experiments may come to store, by their plans
 * @param datasets that they have uploaded
 * @param datasetStorage bytes of these as they are stored
 * @param searchSpaces that they keep
 * @param streams event streams on a node at a time
 * @param waits requests that wait on a node at a time
 * @param requestsPerSecond requests to a node, on average over {@link #BURST_SECONDS}
 */
public record Limits(
        int experiments,
        int runningTrials,
        long storage,
        int datasets,
        long datasetStorage,
        int searchSpaces,
        int streams,
        int waits,
        int requestsPerSecond) {

    /** For so many seconds' worth of requests may come at once. */
    public static final int BURST_SECONDS = 10;

    /** More than anybody can have. */
    static final Limits NONE = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    /** Whether requests are counted at all. */
    public boolean boundRequests() {
        return requestsPerSecond < Integer.MAX_VALUE;
    }
}
