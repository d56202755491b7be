package dev.tamis.dataset;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The datasets that experiments have been submitted with, whoever may see them. Asking for one loads none of its rows. */
public interface Datasets {

    /** The dataset that has the name now; names are case-sensitive. */
    Optional<Dataset> find(DatasetName name);

    /** About how many bytes of heap its rows take while it is trained on; 0 where that goes without saying. */
    default long heapBytes(DatasetInfo dataset) {
        return 0;
    }

    /**
     * The dataset that an experiment was submitted with; empty if it is gone, even if another one has taken its name.
     *
     * @param sha256 of an uploaded dataset; null for a built-in one, whose name is enough
     */
    default Optional<Dataset> find(DatasetName name, String sha256) {
        return find(name)
                .filter(dataset ->
                        sha256 == null || sha256.equals(dataset.info().origin().sha256()));
    }

    /**
     * Keeps the dataset that an experiment was submitted with from being removed until the caller's transaction ends.
     *
     * @param sha256 of an uploaded dataset; null for a built-in one, which is always there
     * @return how many test rows it has; empty if it is gone, even if another one has taken its name
     */
    default OptionalInt hold(DatasetName name, String sha256) {
        return find(name, sha256)
                .map(dataset -> OptionalInt.of(dataset.info().testRows()))
                .orElse(OptionalInt.empty());
    }

    /** Each SHA-256 with which {@link #find(DatasetName, String)} would find something of that name, told without loading it. */
    default Set<String> contents(DatasetName name) {
        return find(name)
                .map(dataset -> Set.of(dataset.info().origin().sha256()))
                .orElse(Set.of());
    }
}
