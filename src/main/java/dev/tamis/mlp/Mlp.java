package dev.tamis.mlp;

import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Tunable;
import dev.tamis.search.Metrics;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Multi-layer perceptrons, as an experiment sees them. */
public record Mlp() implements Trainable {

    private static final List<Tunable> TUNABLES =
            Arrays.stream(Hyperparameter.values()).map(Hyperparameter::tunable).toList();

    @Override
    public String type() {
        return "MLP";
    }

    @Override
    public String meaning() {
        return "multi-layer perceptrons that classify the rows of a dataset, trained by the service itself";
    }

    @Override
    public List<Tunable> tunables() {
        return TUNABLES;
    }

    @Override
    public Optional<Tunable> tunable(String key) {
        return Hyperparameter.named(key).map(each -> TUNABLES.get(each.ordinal()));
    }

    @Override
    public Metrics metrics() {
        return MlpMetric.ALL;
    }

    @Override
    public boolean takesDataset() {
        return true;
    }

    /** Steps are epochs, and iterations updates of the weights. */
    @Override
    public Length length(Plan plan, Parameters point) {
        return length(plan, value(plan, point, Hyperparameter.EPOCHS), value(plan, point, Hyperparameter.BATCH_SIZE));
    }

    /** Trials that have patience, also where it was not tried. */
    @Override
    public boolean restoresBest(Plan plan, Parameters point) {
        return value(plan, point, Hyperparameter.PATIENCE) > 0;
    }

    @Override
    public Length longest(Plan plan, SearchSpace space) {
        return length(
                plan,
                extreme(plan, space, Hyperparameter.EPOCHS, true),
                extreme(plan, space, Hyperparameter.BATCH_SIZE, false));
    }

    private static Length length(Plan plan, long epochs, long batch) {
        return new Length(
                Math.toIntExact(epochs), new MlpSpec.Schedule(Math.toIntExact(batch), 1).steps(plan.trainedRows()));
    }

    private static long value(Plan plan, Parameters point, Hyperparameter of) {
        Object drawn = point.values().get(of.key());
        return drawn == null ? fixed(plan, of) : ((Number) drawn).longValue();
    }

    private static long fixed(Plan plan, Hyperparameter of) {
        return ((Number) plan.model().fixed().values().getOrDefault(of.key(), of.defaultValue())).longValue();
    }

    private static long extreme(Plan plan, SearchSpace space, Hyperparameter of, boolean largest) {
        LongStream searched = searched(space.domains().get(of.key()), largest);
        // Where it is not there, a trial has what it has when nobody searches it.
        LongStream all = space.domains().containsKey(of.key())
                        && space.condition(of.key()).isEmpty()
                ? searched
                : LongStream.concat(searched, LongStream.of(fixed(plan, of)));
        return (largest ? all.max() : all.min()).orElseThrow();
    }

    private static LongStream searched(Domain domain, boolean largest) {
        if (domain instanceof NumericDomain number) {
            return LongStream.of((long) (largest ? number.highest() : number.lowest()));
        }
        return domain instanceof CategoricalDomain categorical
                ? categorical.choices().stream().mapToLong(each -> ((Number) each).longValue())
                : LongStream.empty();
    }
}
