package dev.tamis.experiment;

import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.LegalRange;
import dev.tamis.search.Metrics;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment needs to know of whatever trains its trials, and no more. A port: one implementation for each kind of thing that can
 * be trained, and one line in {@code META-INF/services/dev.tamis.experiment.Trainable}. A plan names one by its type.
 */
public interface Trainable extends CatalogueEntry {

    /** What may be fixed or searched, in the order in which it is offered. */
    List<Tunable> tunables();

    /** The one of a name; empty if this takes none that is called so. */
    default Optional<Tunable> tunable(String key) {
        return tunables().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** The numbers that a hyperparameter may take at all. */
    default LegalRange legalRange(String key) {
        return tunable(key).map(each -> each.legal().range()).orElse(LegalRange.ANY);
    }

    /** What is measured at each step of a trial. */
    Metrics metrics();

    /** Whether trials are trained on a dataset. Then a plan names one, and it is held while it is needed. */
    boolean takesDataset();

    /**
     * How long a trial is.
     *
     * @param steps after each of which it is measured, 1 or more: epochs of a network
     * @param iterations within each of them, 1 or more: updates of a network's weights
     */
    record Length(int steps, long iterations) {}

    /** Of a trial. @param point that was drawn */
    Length length(Plan plan, Parameters point);

    /**
     * Whether what counts of a trial, once it is over, is its best step in place of its last: it is trained up to that one where it is
     * trained again to be evaluated.
     *
     * @param point that was drawn
     */
    default boolean restoresBest(Plan plan, Parameters point) {
        return false;
    }

    /** The most steps, and the most iterations within one, that trials of a space may have. */
    Length longest(Plan plan, SearchSpace space);
}
