package dev.tamis.scheduling;

import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The splits of the experiments that this node trains. Packs of one experiment get the same object, which is what lets the
 * trainer keep one native copy of the rows for all of them.
 */
class Splits {

    private static final int KEPT = 8;

    private final Datasets datasets;
    private final Map<Key, Split> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Split> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(DatasetChoice choice, Seed seed) {}

    Splits(Datasets datasets) {
        this.datasets = datasets;
    }

    synchronized Split of(ExperimentPlan plan) {
        return recent.computeIfAbsent(new Key(plan.dataset(), plan.seed()), this::make);
    }

    private Split make(Key key) {
        DatasetChoice choice = key.choice();
        return datasets.find(choice.name(), choice.sha256())
                .orElseThrow(() -> new IllegalStateException("This node has no dataset " + choice.name()))
                .split(choice.trainSize(), choice.validationSize(), key.seed(), choice.stratified());
    }
}
