package dev.tamis.web.quota;

import dev.tamis.dataset.store.DatasetUsage;
import dev.tamis.experiment.Usage;
import dev.tamis.quota.Limits;
import dev.tamis.web.http.Held;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.ToIntFunction;

/** What an owner has and may have. */
@Schema(name = "Quota")
record QuotaView(
        @Schema(example = "ann") String owner,

        @Schema(description = "Experiments that have not ended")
        Amount experiments,

        @Schema(description = "Trials in training over all nodes; further ones wait")
        Amount runningTrials,

        @Schema(description = "Bytes that their experiments may come to store, by their plans")
        Amount storage,

        @Schema(description = "Uploaded datasets; removed ones count until their rows are cleared away")
        Amount datasets,

        @Schema(description = "Bytes of these as they are stored")
        Amount datasetStorage,

        @Schema(description = "Search spaces that are kept") Amount searchSpaces,

        @Schema(description = "Event streams that are open; of each node, and told by the one that answers")
        Amount streams,

        @Schema(description = "Requests that wait for a change; of each node, and told by the one that answers")
        Amount waits,

        @Schema(
                minimum = "1",
                description = "To each node; null where they are not counted",
                nullable = true,
                example = "200")
        Integer requestsPerSecond) {

    /** How much there is, and may be. */
    @Schema(name = "QuotaAmount")
    record Amount(
            @Schema(minimum = "0", example = "3") long used,

            @Schema(minimum = "0", description = "Null where there is no limit", nullable = true, example = "200")
            Long limit) {

        static Amount of(long used, long limit, long none) {
            return new Amount(used, limit == none ? null : Long.valueOf(limit));
        }
    }

    /** @param here how many of each kind they have at this node */
    static QuotaView of(Usage usage, DatasetUsage datasets, ToIntFunction<Held.Kind> here, Limits limits) {
        return new QuotaView(
                usage.owner(),
                Amount.of(usage.experiments(), limits.experiments(), Integer.MAX_VALUE),
                Amount.of(usage.runningTrials(), limits.runningTrials(), Integer.MAX_VALUE),
                Amount.of(usage.storage(), limits.storage(), Long.MAX_VALUE),
                Amount.of(datasets.datasets(), limits.datasets(), Integer.MAX_VALUE),
                Amount.of(datasets.bytes(), limits.datasetStorage(), Long.MAX_VALUE),
                Amount.of(usage.searchSpaces(), limits.searchSpaces(), Integer.MAX_VALUE),
                Amount.of(here.applyAsInt(Held.Kind.STREAMS), limits.streams(), Integer.MAX_VALUE),
                Amount.of(here.applyAsInt(Held.Kind.WAITS), limits.waits(), Integer.MAX_VALUE),
                limits.boundRequests() ? Integer.valueOf(limits.requestsPerSecond()) : null);
    }
}
