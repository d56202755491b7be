package dev.tamis.dataset;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The datasets that experiments can name. Loads none of them by itself. */
public final class Datasets {

    private final Map<String, Dataset> byName = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two have the same name */
    Datasets(Collection<Dataset> datasets) {
        for (Dataset dataset : datasets) {
            if (byName.putIfAbsent(dataset.info().name(), dataset) != null) {
                throw new IllegalArgumentException("names must differ, but two are called "
                        + dataset.info().name());
            }
        }
    }

    /** What comes with the program: MNIST. */
    public static Datasets builtIn() {
        return new Datasets(List.of(Mnist.dataset()));
    }

    /** All of them, in the order in which a client should see them. */
    public List<DatasetInfo> list() {
        return byName.values().stream().map(Dataset::info).toList();
    }

    /** The dataset of that name; names are case-sensitive. */
    public Optional<Dataset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
