package dev.tamis.experiment;

import java.time.Instant;
import java.util.UUID;

/**
 * Which one of an experiment's states a reader sees, read without its plan and its trials: another one after each change to the
 * experiment, to its rounds or to one of its trials.
 *
 * @param version goes up with each change
 * @param ranForMillis with {@code runningSince} the time of the last report: tells what happened after a database was put back from
 *     what had happened, under the same versions, before
 * @param runningSince null unless it is running: then only does the clock alone change what is told of it
 * @param uploadedDataset name of the one that it trains on; null if built in
 * @param datasetOwner whose that is; null if built in
 */
public record Revision(
        UUID id, long version, long ranForMillis, Instant runningSince, String uploadedDataset, String datasetOwner) {}
