package dev.tamis.results;

import dev.tamis.experiment.CurveDetail;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.StoredMetrics;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.TrialState;
import dev.tamis.people.Subject;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What clients read of trials. */
@Component
public class StoredTrials {

    /** Epochs that are read for one answer, whatever is kept of them. */
    private static final long MOST_EPOCHS = 500_000;

    private final Experiments experiments;
    private final TrialQueries trials;
    private final TrialPages pages;
    private final StoredCurves curves;
    private final JdbcTemplate jdbc;

    StoredTrials(
            Experiments experiments, TrialQueries trials, TrialPages pages, StoredCurves curves, JdbcTemplate jdbc) {
        this.experiments = experiments;
        this.trials = trials;
        this.pages = pages;
        this.curves = curves;
        this.jdbc = jdbc;
    }

    /** @throws NotFound if there is no such experiment, or no such trial in it */
    @Transactional(readOnly = true)
    public Trial get(Subject by, UUID experimentId, int number) {
        return planned(by, experimentId, number).trial();
    }

    /** @throws NotFound if there is no such experiment, or no such trial in it */
    @Transactional(readOnly = true)
    public PlannedTrial planned(Subject by, UUID experimentId, int number) {
        Plan plan = experiments.get(by, experimentId).plan();
        return trials.findById(new Trial.Id(experimentId, number))
                .map(trial -> new PlannedTrial(plan, trial))
                .orElseThrow(() -> new NotFound("trial", number));
    }

    /**
     * Trials in a state and of a round (any, where empty).
     *
     * @param page sorted by properties, the last of them {@code id.number}
     * @throws NotFound if there is no such experiment, or no such round in it
     */
    @Transactional(readOnly = true)
    public Page<Trial> page(
            Subject by, UUID experimentId, Optional<TrialState> state, Optional<Integer> round, Pageable page) {
        return pages.page(by, experiments.get(by, experimentId), state, round, page);
    }

    /**
     * What has changed since a change number, oldest change first. Nothing is ever missed: changes of an experiment become
     * visible in the order of their numbers. A trial that changed twice comes once, with its newest state.
     *
     * @param limit how many trials at most. One change may touch many trials, and a reader that goes on from its number must
     *     have seen all of them: a change is given whole or not at all, beyond the limit where it alone is larger
     * @throws InvalidField {@code after}: the experiment has not come to that change, so that its number is another experiment's,
     *     or from before the database was put back
     */
    @Transactional(readOnly = true)
    public List<Trial> changedAfter(Subject by, UUID experimentId, long changeNumber, int limit) {
        withChange(by, experimentId, changeNumber);
        List<Trial> found = trials.changedAfter(experimentId, changeNumber, Limit.of(limit + 1));
        if (found.size() <= limit) {
            return found;
        }
        long cut = found.get(limit).changeNumber();
        List<Trial> whole =
                found.stream().filter(trial -> trial.changeNumber() < cut).toList();
        return whole.isEmpty() ? trials.changedIn(experimentId, cut) : whole;
    }

    /**
     * All trials that have changed since a change number, oldest change first, with what charts of many trials need: a tenth of the
     * work of reading whole trials.
     *
     * @param metric the name of one of the experiment's
     * @param each hears of them one by one, for all of them as objects may be more than there is room for
     * @throws InvalidField {@code after}, as {@link #changedAfter}
     */
    @Transactional(readOnly = true)
    public void points(Subject by, UUID experimentId, long changeNumber, String metric, Consumer<TrialPoint> each) {
        Plan plan = withChange(by, experimentId, changeNumber).plan();
        String value = StoredMetrics.element("metrics", plan.metrics().indexOf(metric));
        jdbc.query(
                "select number, round, state, epochs_done, objective_value, " + value + """
                 as metric, change_number, parameters
                from trial where experiment_id = ? and change_number > ? order by change_number, number""",
                row -> {
                    each.accept(TrialPoint.of(row));
                },
                experimentId,
                changeNumber);
    }

    /** An experiment that has come to that change. */
    private Experiment withChange(Subject by, UUID experimentId, long changeNumber) {
        Experiment experiment = experiments.get(by, experimentId);
        if (changeNumber > experiment.changeNumber()) {
            throw new InvalidField(
                    "after",
                    FieldCode.OUT_OF_RANGE,
                    "must be at most the experiment's changeNumber, " + experiment.changeNumber() + ", but got "
                            + changeNumber + "; begin again with 0");
        }
        return experiment;
    }

    /** A trial's learning curve, one result per epoch done, in the order of the epochs. */
    @Transactional(readOnly = true)
    public List<Measurement> curve(Subject by, UUID experimentId, int number) {
        return curves.of(CurvePart.whole(get(by, experimentId, number)));
    }

    /**
     * The training loss of every iteration that a trial has done, in their order.
     *
     * @throws NotFound also if the experiment keeps its curves per epoch alone
     */
    @Transactional(readOnly = true)
    public List<Double> iterationLosses(Subject by, UUID experimentId, int number) {
        Trial trial = get(by, experimentId, number);
        if (experiments.get(by, experimentId).plan().terms().curve() != CurveDetail.ITERATION) {
            throw new NotFound("loss per iteration in an experiment with the curve", CurveDetail.EPOCH);
        }
        return curves.iterationLossesOf(trial);
    }

    /**
     * Trials by number, in the order asked for.
     *
     * @throws NotFound if there is no such experiment, or not one of the trials in it
     */
    @Transactional(readOnly = true)
    public List<Trial> numbered(Subject by, UUID experimentId, List<Integer> numbers) {
        experiments.requireExisting(by, experimentId);
        Map<Integer, Trial> found = new HashMap<>();
        trials.numbered(experimentId, numbers).forEach(trial -> found.put(trial.number(), trial));
        return numbers.stream()
                .map(number -> Optional.ofNullable(found.get(number)).orElseThrow(() -> new NotFound("trial", number)))
                .toList();
    }

    /**
     * Several trials' learning curves, each in the order of its epochs. One of them is in memory at a time.
     *
     * @param view what is kept of a trial's curve
     * @throws NotFound if there is no such experiment
     * @throws InvalidField {@code trial}: the curves have more epochs together than are read at a time
     */
    @Transactional(readOnly = true)
    public <V> List<V> curves(
            Subject by, UUID experimentId, List<Trial> asked, BiFunction<Trial, List<Measurement>, V> view) {
        experiments.requireExisting(by, experimentId);
        long epochs = asked.stream().mapToLong(Trial::epochsDone).sum();
        if (epochs > MOST_EPOCHS && asked.size() > 1) {
            throw new InvalidField(
                    "trial",
                    FieldCode.OUT_OF_RANGE,
                    "must be trials of at most " + MOST_EPOCHS + " epochs together, but these " + asked.size()
                            + " have " + epochs + "; ask for fewer");
        }
        List<V> views = new ArrayList<>();
        for (Trial trial : asked) {
            views.add(view.apply(trial, curves.of(CurvePart.whole(trial))));
        }
        return views;
    }

    /**
     * Parts of learning curves, each in the order of its epochs. All of them are in memory.
     *
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public List<List<Measurement>> curves(Subject by, UUID experimentId, List<CurvePart> asked) {
        experiments.requireExisting(by, experimentId);
        return asked.stream().map(curves::of).toList();
    }
}
