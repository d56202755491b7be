package dev.tamis.quota;

import dev.tamis.people.Subject;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one owner may have, and all together. Give all nodes of a database the same.
 *
 * @param owner what each owner may have
 * @param owners what single ones may have instead, by name: what is not set of it is as for each
 * @param storage what the experiments of all owners may come to store, by their plans
 * @param diskReserve room that submissions and uploads leave on the disk of the database's file
 */
@ConfigurationProperties("tamis.quota")
public record Quotas(
        @DefaultValue Owner owner,
        Map<String, Named> owners,
        @DefaultValue("100GB") DataSize storage,
        @DefaultValue("500MB") DataSize diskReserve) {

    public Quotas {
        owners = owners == null ? Map.of() : Map.copyOf(owners);
    }

    /**
     * What each owner may have.
     *
     * @param experiments that have not ended
     * @param runningTrials trials in training at a time, over all nodes; further ones wait
     * @param storage what their experiments may come to store, by their plans
     * @param datasets that they have uploaded; removed ones count until their rows are cleared away
     * @param datasetStorage what these take as they are stored
     * @param searchSpaces that they keep
     * @param streams event streams on a node at a time
     * @param waits requests that wait for a change on a node at a time
     * @param requestsPerSecond requests to a node, on average over ten seconds
     */
    public record Owner(
            @DefaultValue("200") int experiments,
            @DefaultValue("2000") int runningTrials,
            @DefaultValue("20GB") DataSize storage,
            @DefaultValue("200") int datasets,
            @DefaultValue("2GB") DataSize datasetStorage,
            @DefaultValue("1000") int searchSpaces,
            @DefaultValue("200") int streams,
            @DefaultValue("200") int waits,
            @DefaultValue("200") int requestsPerSecond) {

        public Owner {
            atLeast(0, "experiments", experiments);
            atLeast(1, "running-trials", runningTrials);
            atLeast(0, "datasets", datasets);
            atLeast(0, "search-spaces", searchSpaces);
            atLeast(0, "streams", streams);
            atLeast(0, "waits", waits);
            atLeast(1, "requests-per-second", requestsPerSecond);
        }

        private static void atLeast(int least, String key, int value) {
            if (value < least) {
                throw new IllegalArgumentException(key + " of tamis.quota must be >= " + least + ", but got " + value);
            }
        }

        private Limits limits() {
            return new Limits(
                    experiments,
                    runningTrials,
                    storage.toBytes(),
                    datasets,
                    datasetStorage.toBytes(),
                    searchSpaces,
                    streams,
                    waits,
                    requestsPerSecond);
        }
    }

    /** The same for one of them; null where it is not set. */
    public record Named(
            Integer experiments,
            Integer runningTrials,
            DataSize storage,
            Integer datasets,
            DataSize datasetStorage,
            Integer searchSpaces,
            Integer streams,
            Integer waits,
            Integer requestsPerSecond) {

        private Limits or(Limits each) {
            Owner checked = new Owner(
                    or(experiments, each.experiments()),
                    or(runningTrials, each.runningTrials()),
                    or(storage, DataSize.ofBytes(each.storage())),
                    or(datasets, each.datasets()),
                    or(datasetStorage, DataSize.ofBytes(each.datasetStorage())),
                    or(searchSpaces, each.searchSpaces()),
                    or(streams, each.streams()),
                    or(waits, each.waits()),
                    or(requestsPerSecond, each.requestsPerSecond()));
            return checked.limits();
        }

        private static <T> T or(T set, T each) {
            return set == null ? each : set;
        }
    }

    /** What an owner may have. The first admin is only bound by what is set for that name. */
    public Limits of(String name) {
        Limits usual = name.equals(Subject.FIRST_ADMIN) ? Limits.NONE : owner.limits();
        Named named = owners.get(name);
        return named == null ? usual : named.or(usual);
    }

    /** What those may have together who do not say who they are, from one address. */
    public Limits ofNobody() {
        return owner.limits();
    }
}
