package dev.tamis.scheduling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.Plan;
import dev.tamis.space.Seed;

/**
 * The splits of the experiments that this node trains. Packs of one experiment get the same object, which is what lets the
 * trainer keep one native copy of the rows for all of them.
 */
class Splits {

    private static final int KEPT = 8;

    private final Datasets datasets;
    private final Cache<Key, Split> recent =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    private record Key(DatasetChoice choice, Seed seed, int folds) {}

    Splits(Datasets datasets) {
        this.datasets = datasets;
    }

    Split of(Plan plan) {
        return recent.get(new Key(plan.dataset(), plan.seed(), plan.validation().folds()), this::make);
    }

    /** What the dataset of an experiment is called. */
    static DatasetName nameOf(DatasetChoice choice) {
        return new DatasetName(choice.owner(), choice.name());
    }

    private Split make(Key key) {
        DatasetChoice choice = key.choice();
        Dataset dataset = datasets.find(nameOf(choice), choice.sha256())
                .orElseThrow(() -> new IllegalStateException("This node has no dataset " + choice.name()));
        return key.folds() > 1
                ? dataset.folds(choice.trainSize() + choice.validationSize(), key.folds(), key.seed())
                : dataset.split(choice.trainSize(), choice.validationSize(), key.seed(), choice.stratified());
    }
}
