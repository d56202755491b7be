package dev.tamis.dataset.idx;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Datasets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes with the program: MNIST. A list that never changes. */
public final class BuiltInDatasets implements Datasets {

    private final Map<String, Dataset> byName = new LinkedHashMap<>();

    /** None of their rows is loaded yet. */
    public BuiltInDatasets() {
        this(List.of(Mnist.dataset()));
    }

    /** @throws IllegalArgumentException if two have the same name */
    BuiltInDatasets(Collection<Dataset> datasets) {
        for (Dataset dataset : datasets) {
            if (byName.putIfAbsent(dataset.info().name(), dataset) != null) {
                throw new IllegalArgumentException("names must differ, but two are called "
                        + dataset.info().name());
            }
        }
    }

    /** Whether a name is one of theirs, in capitals or not: no other dataset may take it. */
    public static boolean own(String name) {
        return Mnist.NAME.equalsIgnoreCase(name);
    }

    /** All of them, in the order in which a client should see them. */
    public List<DatasetInfo> list() {
        return byName.values().stream().map(Dataset::info).toList();
    }

    @Override
    public Optional<Dataset> find(DatasetName name) {
        return name.owner() == null ? Optional.ofNullable(byName.get(name.name())) : Optional.empty();
    }
}
