package dev.tamis.dataset;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list that never changes. */
final class FixedDatasets implements Datasets {

    private final Map<String, Dataset> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two have the same name */
    FixedDatasets(Collection<Dataset> datasets) {
        for (Dataset dataset : datasets) {
            if (byName.putIfAbsent(dataset.info().name(), dataset) != null) {
                throw new IllegalArgumentException("names must differ, but two are called "
                        + dataset.info().name());
            }
        }
    }

    @Override
    public List<DatasetInfo> list() {
        return byName.values().stream().map(Dataset::info).toList();
    }

    @Override
    public Optional<Dataset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
