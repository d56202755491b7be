package dev.tamis.web.warning;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.experiment.Plan;
import dev.tamis.mlp.Hyperparameter;
import dev.tamis.mlp.Mlp;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rules look at.
 *
 * @param dataset empty if it has been removed
 */
record Subject(Plan plan, Optional<DatasetInfo> dataset) {

    /** Whether networks are trained, of which some rules know more. */
    boolean hasNetworks() {
        return plan.trainer() instanceof Mlp;
    }

    /** The domain that a hyperparameter is searched in. */
    Optional<Domain> domain(String key) {
        return Optional.ofNullable(plan.model().searched().domains().get(key));
    }

    Optional<Domain> domain(Hyperparameter which) {
        return domain(which.key());
    }

    /** Whether it has a fixed value that is not its default: one that somebody chose. */
    boolean isChosen(Hyperparameter which) {
        Object fixed = plan.model().fixed().values().get(which.key());
        return fixed != null && !fixed.equals(which.defaultValue());
    }

    /** Where a client has written it: below searchSpace or model. */
    String field(Hyperparameter which) {
        return (domain(which).isPresent() ? "searchSpace." : "model.") + which.key();
    }

    /** When it is searched; empty: in every trial, or in none. */
    Optional<Condition> condition(Hyperparameter which) {
        return plan.model().searched().condition(which.key());
    }

    /** The values that it has in some trial, where it is no range; where it is not there, it has the one of whoever does not search it. */
    List<Object> choices(Hyperparameter which) {
        Stream<Object> searched = domain(which).stream()
                .flatMap(each -> each instanceof CategoricalDomain categorical
                        ? categorical.choices().stream()
                        : Stream.empty());
        return isAlwaysSearched(which)
                ? searched.toList()
                : Stream.concat(
                                searched,
                                Stream.of(
                                        plan.model().fixed().values().getOrDefault(which.key(), which.defaultValue())))
                        .toList();
    }

    private boolean isAlwaysSearched(Hyperparameter which) {
        return domain(which).isPresent() && condition(which).isEmpty();
    }

    /** The largest number that it has in some trial. */
    double largest(Hyperparameter which) {
        double most = domain(which).orElse(null) instanceof NumericDomain numeric
                ? numeric.highest()
                : Double.NEGATIVE_INFINITY;
        return choices(which).stream()
                .mapToDouble(each -> ((Number) each).doubleValue())
                .reduce(most, Math::max);
    }
}
