package dev.tamis.experiment;

import dev.tamis.search.Catalogue;
import dev.tamis.search.Choice;
import dev.tamis.search.Lag;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import dev.tamis.search.Pruner;
import dev.tamis.search.Ranking;
import dev.tamis.search.RoundBudget;
import dev.tamis.search.Sampler;
import dev.tamis.search.Search;
import dev.tamis.space.FieldCode;
import dev.tamis.space.FinitePoints;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was submitted, with defaults filled in: fixed for the life of the experiment, and all that its results depend on.
 *
 * @param trainer the usual one where it is null, as in plans stored before there was a choice
 * @param dataset null where the trainer takes none
 * @param pruner NONE where it is null, as in plans stored before there was a choice
 * @param start nothing where it is null
 */
public record Plan(
        String name,
        Trainable trainer,
        DatasetChoice dataset,
        ModelSpace model,
        SamplerChoice sampler,
        Pruner pruner,
        Terms terms,
        Start start) {

    /**
     * What is tried before the sampler's own points.
     *
     * @param points of the space, in their order; none where it is null, as in plans stored before there could be any
     * @param warmStart null: no earlier experiments
     */
    public record Start(List<Parameters> points, WarmStart warmStart) {

        /** Nothing: the sampler begins. */
        public static final Start NONE = new Start(List.of(), null);

        /** So many are taken with a submission or a request. */
        public static final int MOST_POINTS = 1_000;

        public Start {
            points = points == null ? List.of() : List.copyOf(points);
        }
    }

    /**
     * What ranks trials, how many there may be, in how many rounds, and what is kept of them.
     *
     * @param objective the first, or only, one; the usual one where it is null; what it leaves open is filled in by a plan
     * @param budget what it leaves open is filled in
     * @param rounds one where it is null
     * @param curve EPOCH where it is null, as in plans stored before there was a choice
     * @param priority -100 to 100; while trials of a higher one wait, those of lower ones are not started. 0 where it is null
     * @param further objectives, and constraints; nothing where it is null, as in plans stored before there could be any
     * @param confirm null: the best trials are not trained again, as in plans stored before they could be
     * @param validation one network a trial where it is null, as in plans stored before there could be more
     */
    public record Terms(
            Objective objective,
            Budget budget,
            RoundsPlan rounds,
            CurveDetail curve,
            Integer priority,
            Further further,
            Confirm confirm,
            Validation validation) {

        /** No priority is further from 0, on either side. */
        public static final int PRIORITY_LIMIT = 100;

        public Terms {
            objective = objective == null ? Objective.USUAL : objective;
            budget = (budget == null ? Budget.USUAL : budget).filled(OptionalLong.empty());
            rounds = rounds == null ? RoundsPlan.ONE : rounds;
            curve = curve == null ? CurveDetail.EPOCH : curve;
            priority = priority == null ? 0 : priority;
            further = further == null ? Further.NOTHING : further;
            validation = validation == null ? Validation.USUAL : validation;
            if (Math.abs((long) priority) > PRIORITY_LIMIT) {
                throw new InvalidField(
                        "priority",
                        FieldCode.OUT_OF_RANGE,
                        "must be >= " + -PRIORITY_LIMIT + " and <= " + PRIORITY_LIMIT + ", but got " + priority);
            }
            if (rounds.count() > budget.maxTrials()) {
                throw new InvalidField(
                        "rounds.count",
                        FieldCode.OUT_OF_RANGE,
                        "must leave a trial for each round, but got count=" + rounds.count() + ", budget.maxTrials="
                                + budget.maxTrials());
            }
            checkFor(further.after(objective), budget, rounds, confirm);
        }

        /** What speaks of one value of a trial goes with one objective alone. */
        private static void checkFor(List<Objective> objectives, Budget budget, RoundsPlan rounds, Confirm confirm) {
            Violations violations = new Violations();
            if (objectives.size() == 1) {
                if (objectives.get(0).reference() != null) {
                    violations.add(
                            "objective.reference",
                            FieldCode.CONFLICT,
                            "must be missing with one objective, of which there is no hypervolume");
                }
            } else {
                String reason = " with several objectives, of which none decides alone";
                if (budget.target() != null) {
                    violations.add("budget.target", FieldCode.CONFLICT, "must be missing" + reason);
                }
                if (budget.stagnation() != null) {
                    violations.add("budget.stagnation", FieldCode.CONFLICT, "must be missing" + reason);
                }
                if (confirm != null) {
                    violations.add(
                            "confirm", FieldCode.CONFLICT, "must be missing" + reason + " which trials are the best");
                }
                if (rounds.count() > 1) {
                    violations.add(
                            "rounds.count",
                            FieldCode.CONFLICT,
                            "must be 1" + reason + " which ranges to search next, but got " + rounds.count());
                }
            }
            violations.throwIfAny();
        }

        /** One objective, without constraints. */
        public Terms(Objective objective, Budget budget, RoundsPlan rounds, CurveDetail curve, Integer priority) {
            this(objective, budget, rounds, curve, priority, null);
        }

        /** The best trials are not trained again. */
        public Terms(
                Objective objective,
                Budget budget,
                RoundsPlan rounds,
                CurveDetail curve,
                Integer priority,
                Further further) {
            this(objective, budget, rounds, curve, priority, further, null, null);
        }

        /** Curves per epoch, priority 0. */
        public Terms(Objective objective, Budget budget, RoundsPlan rounds) {
            this(objective, budget, rounds, CurveDetail.EPOCH, 0);
        }

        private int trialsOf(int round) {
            return RoundBudget.split(budget.maxTrials(), rounds.count()).get(round - 1);
        }

        private Terms measuring(Metrics metrics) {
            Violations violations = new Violations();
            List<Objective> all = further.after(objective);
            List<Objective> filled = Objective.allFilled(all, metrics, violations);
            List<Constraint> constraints = further.constraints();
            for (int i = 0; i < constraints.size(); i++) {
                Constraint each = constraints.get(i);
                violations.collect("constraints[" + i + "]", () -> each.checked(metrics));
            }
            violations.throwIfAny();
            return new Terms(
                    filled.get(0),
                    budget,
                    rounds,
                    curve,
                    priority,
                    new Further(filled.subList(1, filled.size()), constraints),
                    confirm,
                    validation);
        }
    }

    public Plan {
        if (!isName(name)) {
            throw noName(name);
        }
        trainer = trainer == null ? Trainables.ALL.usual() : trainer;
        requireDataset(trainer, dataset);
        model = model.typed(trainer);
        pruner = pruner == null ? Catalogue.PRUNERS.usual() : pruner;
        terms = terms.measuring(trainer.metrics());
        start = start == null ? Start.NONE : start;
        requireRows(trainer, dataset, terms.validation());
        requireWhoPrunes(pruner, terms, drawing(sampler, model, terms));
        requireWhoSearches(terms.further(), drawing(sampler, model, terms), start);
        if (start.warmStart() != null && start.warmStart().mode() == WarmStart.Mode.PRIOR) {
            requirePrior(drawing(sampler, model, terms));
        }
        if (start.points().size() > terms.budget().maxTrials()) {
            throw new InvalidField(
                    "points",
                    FieldCode.OUT_OF_RANGE,
                    "must be no more than budget.maxTrials, which they count against, but got "
                            + start.points().size() + ", budget.maxTrials="
                            + terms.budget().maxTrials());
        }
        if (terms.curve() == CurveDetail.ITERATION && dataset != null && dataset.trainSize() > CurveDetail.ROWS_LIMIT) {
            throw new InvalidField(
                    "curve",
                    FieldCode.CONFLICT,
                    "must be EPOCH with more than " + CurveDetail.ROWS_LIMIT + " training rows, but got ITERATION,"
                            + " dataset.trainSize=" + dataset.trainSize());
        }
    }

    /** Of the usual trainer; no trial is stopped early. */
    public Plan(String name, DatasetChoice dataset, ModelSpace model, SamplerChoice sampler, Terms terms) {
        this(name, null, dataset, model, sampler, null, terms);
    }

    /** The sampler begins. */
    public Plan(
            String name,
            Trainable trainer,
            DatasetChoice dataset,
            ModelSpace model,
            SamplerChoice sampler,
            Pruner pruner,
            Terms terms) {
        this(name, trainer, dataset, model, sampler, pruner, terms, null);
    }

    private static void requireDataset(Trainable trainer, DatasetChoice dataset) {
        if (trainer.takesDataset() != (dataset != null)) {
            throw new InvalidField(
                    "dataset",
                    trainer.takesDataset() ? FieldCode.MISSING : FieldCode.CONFLICT,
                    trainer.takesDataset() ? "is missing" : "must be missing, for " + trainer.type() + " takes none");
        }
    }

    private static void requireRows(Trainable trainer, DatasetChoice dataset, Validation validation) {
        if (validation.networks() > 1 && dataset == null) {
            throw new InvalidField(
                    "validation",
                    FieldCode.CONFLICT,
                    "must be missing, for " + trainer.type() + " trains one thing a trial, and on no rows");
        }
        if (validation.hasFolds() && dataset.trainSize() + (long) dataset.validationSize() < 2L * validation.folds()) {
            throw new InvalidField(
                    "validation.folds",
                    FieldCode.CONFLICT,
                    "must leave two rows for each fold, but got folds=" + validation.folds() + ", dataset.trainSize="
                            + dataset.trainSize() + ", dataset.validationSize=" + dataset.validationSize());
        }
    }

    /**
     * The name, if experiments and search spaces may be called so from now on.
     *
     * @throws InvalidField {@code name}: only blanks, longer than 200 characters, or with characters that control how it is shown
     */
    public static String checkedName(String name) {
        if (!isName(name) || Shown.holdsControls(name)) {
            throw noName(name);
        }
        return name;
    }

    /** What databases of before hold may have more: characters that turn the direction of writing. */
    static boolean isName(String name) {
        return !name.codePoints().allMatch(Shown::isInvisible)
                && name.codePointCount(0, name.length()) <= 200
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static InvalidField noName(String name) {
        return new InvalidField(
                "name",
                FieldCode.MALFORMED,
                "must have 1 to 200 characters, not only blanks and none that control how it is shown, but got "
                        + Shown.of(name));
    }

    /** Whether the best trials are trained again, and how; empty where they are not. */
    public Optional<Confirm> confirm() {
        return Optional.ofNullable(terms.confirm());
    }

    /** How often trials may be trained again at the end. */
    int mostRepeats() {
        return confirm()
                .map(each -> Math.min(each.top(), terms.budget().maxTrials()) * each.repeats())
                .orElse(0);
    }

    /** What its trials measure. */
    public Metrics metrics() {
        return trainer.metrics();
    }

    /** The metric that ranks its trials; of several, the first. */
    public Metric objective() {
        return metric(terms.objective().metric());
    }

    /** All that its trials are judged by, in their order: 1 to 3. */
    public List<Objective> objectives() {
        return terms.further().after(terms.objective());
    }

    /** What its trials must keep to: none, up to 5. */
    public List<Constraint> constraints() {
        return terms.further().constraints();
    }

    /** Whether its trials are ranked by one objective, all of them, as far as they have completed. */
    public boolean ranksByOneAlone() {
        return terms.further().isNothing();
    }

    /** Which of its fields let what its trials come to depend on how fast they train; none where all is reproducible. */
    public List<String> timed() {
        String time = TrialMetric.TRAINING_SECONDS.metric().name();
        List<String> fields = new ArrayList<>();
        List<Objective> objectives = objectives();
        for (int i = 0; i < objectives.size(); i++) {
            if (objectives.get(i).metric().equals(time)) {
                fields.add(objectives.size() == 1 ? "objective.metric" : "objectives[" + i + "].metric");
            }
        }
        for (int i = 0; i < constraints().size(); i++) {
            if (constraints().get(i).metric().equals(time)) {
                fields.add("constraints[" + i + "].metric");
            }
        }
        return fields;
    }

    private Metric metric(String name) {
        return TrialMetric.named(name)
                .map(TrialMetric::metric)
                .orElseGet(() -> metrics().named(name));
    }

    /** How far values of that metric can be trusted, and which are better. */
    Ranking ranking() {
        Metric metric = objective();
        return dataset == null ? Ranking.exact(metric.direction()) : metric.ranking(validatedRows());
    }

    /** How many rows a value of a trial is measured on: of several folds, all of them. */
    public int validatedRows() {
        return validation().hasFolds() ? rows() : dataset.validationSize();
    }

    /** On how many rows, at most, a network of a trial trains. */
    public int trainedRows() {
        return validation().hasFolds() ? rows() - rows() / validation().folds() : dataset.trainSize();
    }

    /** On how many rows, at most, a network of a trial is measured. */
    public int validatedRowsOfNetwork() {
        int folds = validation().folds();
        return validation().hasFolds() ? (rows() + folds - 1) / folds : dataset.validationSize();
    }

    private int rows() {
        return dataset.trainSize() + dataset.validationSize();
    }

    /** How often a trial is trained to be measured. */
    public Validation validation() {
        return terms.validation();
    }

    /** The dataset that a client has brought, and who may remove it; empty where there is none. */
    Optional<DatasetChoice> uploadedDataset() {
        return Optional.ofNullable(dataset).filter(DatasetChoice::uploaded);
    }

    /** How far draws run ahead of results; empty where a round is drawn at once. What this says, results depend on. */
    public Optional<Lag> lag() {
        return drawingSampler().lag(terms.budget().parallelTrials());
    }

    /** Which sampler the submitted one leaves the search to, and why; empty where it draws itself. */
    public Optional<Choice> choice() {
        return choice(sampler, model, terms);
    }

    private static Optional<Choice> choice(SamplerChoice sampler, ModelSpace model, Terms terms) {
        return sampler.sampler()
                .choice(new Search(
                        model.searched(),
                        terms.trialsOf(1),
                        terms.rounds().count(),
                        terms.budget().parallelTrials(),
                        terms.further().objectives().size() + 1));
    }

    private static void requireWhoPrunes(Pruner pruner, Terms terms, Sampler drawing) {
        Violations violations = new Violations();
        violations.collect("pruner", () -> {
            pruner.requireComplete();
            return pruner;
        });
        String type = pruner.type();
        if (pruner.stops() && !terms.further().objectives().isEmpty()) {
            violations.add(
                    "pruner.type",
                    FieldCode.CONFLICT,
                    "must be NONE with several objectives, but got " + type
                            + ", which compares one value of each trial");
        } else if (pruner.stops()
                && TrialMetric.named(terms.objective().metric()).isPresent()) {
            violations.add(
                    "pruner.type",
                    FieldCode.CONFLICT,
                    "must be NONE for " + terms.objective().metric() + ", which is no metric of an epoch, but got "
                            + type);
        }
        if (pruner.barrier().isPresent()
                && drawing.lag(terms.budget().parallelTrials()).isPresent()) {
            violations.add(
                    "pruner.type",
                    FieldCode.CONFLICT,
                    "must not be " + type + " with " + drawing.type()
                            + ", which draws on when trials have ended; RANDOM, SOBOL and GRID draw a whole round, and other pruners"
                            + " go with every sampler");
        }
        violations.throwIfAny();
    }

    private static void requireWhoSearches(Further further, Sampler drawing, Start start) {
        if (further.objectives().isEmpty()) {
            return;
        }
        if (!drawing.takesSeveralObjectives()) {
            throw new InvalidField(
                    "objectives",
                    FieldCode.CONFLICT,
                    "must be one objective with " + drawing.type() + ", which searches for one thing alone; "
                            + "TPE, GP, NSGA_II and AUTO search for several, and who does not learn may be used with any");
        }
        if (start.warmStart() != null) {
            throw new InvalidField(
                    "warmStart",
                    FieldCode.CONFLICT,
                    "must be missing with several objectives: earlier trials are told by one rank each");
        }
    }

    private static Sampler drawing(SamplerChoice sampler, ModelSpace model, Terms terms) {
        return choice(sampler, model, terms).map(Choice::sampler).orElse(sampler.sampler());
    }

    private static void requirePrior(Sampler drawing) {
        if (!drawing.takesPrior()) {
            throw new InvalidField(
                    "warmStart.mode",
                    FieldCode.CONFLICT,
                    "must be POINTS with " + drawing.type() + ", which learns from no earlier trials");
        }
    }

    /** The one that draws. */
    Sampler drawingSampler() {
        return drawing(sampler, model, terms);
    }

    /** How many trials a round draws; over all rounds they are the budget's maxTrials, to the trial. */
    public int trialsOf(int round) {
        return terms.trialsOf(round);
    }

    /** What is tried before the sampler's own points, in its order. */
    public List<Parameters> points() {
        return start.points();
    }

    /** Whether points of a finite space may be tried again while others are left. A sampler that is tried whole has none twice. */
    boolean repeats() {
        return terms.budget().repeats();
    }

    /**
     * How many trials there will be: the budget's, or as many as a finite space has points that none is tried twice of. Further rounds
     * may search other points.
     */
    public int mostTrials() {
        int trials = terms.budget().maxTrials();
        return repeats() || terms.rounds().count() > 1
                ? trials
                : FinitePoints.of(model.searched())
                        .map(points -> (int) Math.min(trials, points.size()))
                        .orElse(trials);
    }

    /** The seed of a trial's own randomness: its point, its initial weights, its dropout masks. */
    public Seed trialSeed(int round, int trial) {
        return roundSeed(round).derive(trial);
    }

    /** The seed that a round's points are drawn from. */
    public Seed roundSeed(int round) {
        return seed().derive("round").derive(round);
    }

    /**
     * The seed of a trial's randomness where it is trained again to be confirmed.
     *
     * @param repetition 1-based
     */
    Seed repeatSeed(int round, int trial, int repetition) {
        return trialSeed(round, trial).derive("confirm").derive(repetition);
    }

    /** The seed of the order of the training rows, one for all trials. */
    public Seed batchSeed() {
        return seed().derive("batches");
    }

    /**
     * The seeds of one of the networks that a winner is trained again as: the first has the trial's own, and the batches in
     * the experiment's order.
     *
     * @param network 0-based
     */
    FinalSeeds finalSeeds(int round, int trial, int network) {
        Seed own = trialSeed(round, trial);
        return network == 0
                ? new FinalSeeds(own, batchSeed())
                : new FinalSeeds(
                        own.derive("final").derive(network),
                        batchSeed().derive("final").derive(network));
    }

    /** @param own of initial weights and dropout masks @param batches of the order of the rows */
    record FinalSeeds(Seed own, Seed batches) {}

    /** The experiment's seed, which all its randomness derives from. */
    public Seed seed() {
        return new Seed(sampler.seed());
    }
}
