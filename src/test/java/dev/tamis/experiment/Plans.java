package dev.tamis.experiment;

import dev.tamis.search.Pruner;
import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans for tests: {@code aPlan().trials(5).build()}. */
public final class Plans {

    private String name = "a plan";
    private int trials = 4;
    private int packsOf = 1;
    private int maxFailedTrials = 0;
    private String maxDuration;
    private Double target;
    private Stagnation stagnation;
    private boolean repeats;
    private List<Parameters> points = List.of();
    private WarmStart warmStart;
    private long seed = 42;
    private Objective objective = new Objective("validationAccuracy", Objective.At.LAST);
    private List<Objective> furtherObjectives = List.of();
    private List<Constraint> constraints = List.of();
    private Sampler sampler = new RandomSampler();
    private Pruner pruner;
    private RoundsPlan rounds = RoundsPlan.ONE;
    private CurveDetail curve = CurveDetail.EPOCH;
    private int priority = 0;
    private Confirm confirm;
    private Validation validation;
    private final Map<String, Object> fixed = new LinkedHashMap<>(Map.of("epochs", 2L));
    private final Map<String, Domain> searched = new LinkedHashMap<>();

    private Plans() {
        searched.put("learningRate", new FloatDomain(1e-6, 1e-2, Scale.LOG));
    }

    public static Plans aPlan() {
        return new Plans();
    }

    public Plans named(String newName) {
        name = newName;
        return this;
    }

    public Plans trials(int count) {
        trials = count;
        return this;
    }

    /** Parallel trials; {@link FixedWidthQueue} makes packs of that many. */
    public Plans packsOf(int width) {
        packsOf = width;
        return this;
    }

    public Plans maxFailedTrials(int count) {
        maxFailedTrials = count;
        return this;
    }

    public Plans maxDuration(String duration) {
        maxDuration = duration;
        return this;
    }

    public Plans target(double value) {
        target = value;
        return this;
    }

    public Plans stagnation(int count, double by) {
        stagnation = new Stagnation(count, by);
        return this;
    }

    /** Tried before the sampler's own. */
    public Plans points(List<Parameters> chosen) {
        points = chosen;
        return this;
    }

    /** Begins with an earlier experiment. */
    public Plans after(Experiment earlier, WarmStart.Mode mode, int count) {
        warmStart = new WarmStart(List.of(earlier.id()), mode, count);
        return this;
    }

    /** Points of a finite space may be tried again. */
    public Plans repeats() {
        repeats = true;
        return this;
    }

    /** Only what is added from now on. */
    public Plans searchingOnly(String hyperparameter, Domain domain) {
        searched.clear();
        return searched(hyperparameter, domain);
    }

    public Plans seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    public Plans objective(Objective newObjective) {
        objective = newObjective;
        return this;
    }

    /** Several, in place of one. */
    public Plans objectives(Objective first, Objective... others) {
        objective = first;
        furtherObjectives = List.of(others);
        return this;
    }

    public Plans constraints(Constraint... all) {
        constraints = List.of(all);
        return this;
    }

    public Plans sampler(Sampler newSampler) {
        sampler = newSampler;
        return this;
    }

    /** Several networks a trial. */
    public Plans validation(int repeats, int folds) {
        validation = new Validation(repeats, folds);
        return this;
    }

    public Plans pruner(Pruner newPruner) {
        pruner = newPruner;
        return this;
    }

    public Plans rounds(int count, RoundsPlan.Mode mode) {
        rounds = new RoundsPlan(count, mode);
        return this;
    }

    public Plans curve(CurveDetail detail) {
        curve = detail;
        return this;
    }

    public Plans priority(int newPriority) {
        priority = newPriority;
        return this;
    }

    /** The best are trained again. */
    public Plans confirm(int top, int times) {
        confirm = new Confirm(top, times);
        return this;
    }

    public Plans fixed(String hyperparameter, Object value) {
        fixed.put(hyperparameter, value);
        return this;
    }

    public Plans searched(String hyperparameter, Domain domain) {
        searched.put(hyperparameter, domain);
        return this;
    }

    /** Of what is otherwise fixed. */
    public Plans searchedInsteadOf(String hyperparameter, Domain domain) {
        fixed.remove(hyperparameter);
        return searched(hyperparameter, domain);
    }

    public Plan build() {
        return new Plan(
                name,
                null,
                new DatasetChoice("mnist", 400, 100, false),
                ModelSpace.of(Trainables.ALL.usual(), new Parameters(fixed), new SearchSpace(searched)),
                new SamplerChoice(sampler, seed),
                pruner,
                new Plan.Terms(
                        objective,
                        new Budget(trials, packsOf, maxFailedTrials, maxDuration, target, stagnation, repeats),
                        rounds,
                        curve,
                        priority,
                        new Further(furtherObjectives, constraints),
                        confirm,
                        validation),
                new Plan.Start(points, warmStart));
    }
}
