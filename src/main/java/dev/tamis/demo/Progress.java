package dev.tamis.demo;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * How far an experiment is.
 *
 * @param done trials that have ended, in whatever state
 * @param total trials in all, at least 1
 * @param line everything worth knowing, on one line of less than 80 characters, which a terminal does not wrap
 */
record Progress(int done, int total, String line) {

    private static final int BAR = 16;

    /** @param experiment the answer of {@code GET /api/v1/experiments/{id}} */
    static Progress of(JsonNode experiment) {
        JsonNode progress = experiment.path("progress");
        JsonNode trials = progress.path("trials");
        int total = Math.max(1, trials.path("total").asInt(1));
        int failed = trials.path("failed").asInt(0);
        int pruned = trials.path("pruned").asInt(0);
        int done = trials.path("completed").asInt(0)
                + failed
                + pruned
                + trials.path("cancelled").asInt(0);
        StringBuilder line = new StringBuilder(bar(done, total))
                .append(String.format(Locale.ROOT, " %d/%d trials", done, total))
                .append(", best ")
                .append(Numbers.accuracy(progress.path("bestValidationAccuracy")));
        if (pruned > 0) {
            line.append(", ").append(pruned).append(" pruned");
        }
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        return new Progress(
                done, total, line.append(outlook(experiment, done < total)).toString());
    }

    int percent() {
        return (int) (100L * done / total);
    }

    private static String bar(int done, int total) {
        int filled = (int) Math.min(BAR, (long) BAR * done / total);
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static String outlook(JsonNode experiment, boolean unfinished) {
        if ("PAUSED".equals(experiment.path("state").asString(""))) {
            return ", paused";
        }
        JsonNode eta = experiment.path("progress").path("etaSeconds");
        return unfinished && eta.isNumber() ? ", ETA " + Numbers.minutes(Math.round(eta.doubleValue())) : "";
    }
}
