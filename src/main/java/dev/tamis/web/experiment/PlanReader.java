package dev.tamis.web.experiment;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.dataset.store.UploadedDatasets;
import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Constraint;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.Further;
import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.SamplerChoice;
import dev.tamis.experiment.SearchSpaces;
import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.WarmStart;
import dev.tamis.people.Subject;
import dev.tamis.search.Catalogue;
import dev.tamis.search.Outcome;
import dev.tamis.search.Pruner;
import dev.tamis.search.Sampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import dev.tamis.web.reading.EntryReader;
import dev.tamis.web.reading.FreshSeeds;
import dev.tamis.web.reading.Path;
import dev.tamis.web.reading.RecordReader;
import dev.tamis.web.reading.Submitted;
import dev.tamis.web.reading.Texts;
import dev.tamis.web.searchspace.PointReader;
import dev.tamis.web.searchspace.SpaceReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Turns a submission into a plan, defaults filled in, or says everything that is wrong with it. */
@Component
class PlanReader {

    private static final String SEED = "seed";
    private static final EntryReader<Sampler> SAMPLERS =
            new EntryReader<>(Catalogue.SAMPLERS, "sampler", List.of(SEED));
    private static final EntryReader<Pruner> PRUNERS = new EntryReader<>(Catalogue.PRUNERS, "pruner", List.of());

    /** What stands beside a sampler's type and settings. */
    record Seeded(Long seed) {}

    private final SearchSpaces searchSpaces;
    private final UploadedDatasets datasets;
    private final FreshSeeds seeds;

    PlanReader(SearchSpaces searchSpaces, UploadedDatasets datasets, FreshSeeds seeds) {
        this.searchSpaces = searchSpaces;
        this.datasets = datasets;
        this.seeds = seeds;
    }

    /**
     * @param by who finds what the submission names: kept search spaces and datasets
     * @param idempotencyKey stands in for a missing seed, so that a retry gives an equal plan
     * @throws dev.tamis.space.InvalidFields naming every offending field
     */
    Plan plan(Subject by, Submitted<ExperimentRequest> body, Optional<String> idempotencyKey) {
        Violations violations = body.violations();
        ExperimentRequest request = body.value();
        Optional.ofNullable(request.name()).ifPresent(name -> violations.collect("", () -> Plan.checkedName(name)));
        Optional<DatasetChoice> dataset =
                Optional.ofNullable(request.dataset()).flatMap(each -> dataset(by, each, violations));
        Trainable trainer = request.trainer() == null ? Trainables.ALL.usual() : request.trainer();
        Optional<ModelSpace> model = model(by, body, trainer);
        Optional<SamplerChoice> sampler = sampler(request.sampler(), idempotencyKey, violations);
        List<Objective> objectives = objectives(body, trainer);
        Optional<Further> further = further(request, objectives, trainer, violations);
        OptionalLong points = points(orEmpty(request.sampler()), sampler, model, violations);
        Optional<Budget> budget = violations.collect(
                "budget",
                () -> Optional.ofNullable(request.budget()).orElse(Budget.USUAL).filled(points));
        Optional<RoundsPlan> rounds = violations.collect(
                "rounds",
                () -> Optional.ofNullable(request.rounds())
                        .orElse(RoundsPlan.ONE)
                        .over(points));
        Plan.Start start = start(request, model, violations);
        Optional<Pruner> pruner = PRUNERS.read(orEmpty(request.pruner()), violations);
        Optional<Plan.Terms> terms = budget.flatMap(each -> violations.collect(
                "",
                () -> new Plan.Terms(
                        objectives.isEmpty() ? null : objectives.get(0),
                        each,
                        rounds.orElse(null),
                        request.curve(),
                        request.priority(),
                        further.orElse(null),
                        request.confirm(),
                        request.validation())));
        violations.throwIfAny();
        return new Plan(
                request.name(),
                trainer,
                dataset.orElseThrow(),
                model.orElseThrow(),
                sampler.orElseThrow(),
                pruner.orElseThrow(),
                terms.orElseThrow(),
                start);
    }

    /** Filled in; none where what was given is refused. */
    private static List<Objective> objectives(Submitted<ExperimentRequest> body, Trainable trainer) {
        Violations violations = body.violations();
        ExperimentRequest request = body.value();
        List<Objective> several = request.objectives();
        if (several == null) {
            Objective one = Optional.ofNullable(request.objective()).orElse(Objective.USUAL);
            return Objective.allFilled(List.of(one), trainer.metrics(), violations);
        }
        if (body.given().contains("objective")) {
            violations.add(
                    "objectives", FieldCode.CONFLICT, "stands in place of objective; give one of them, not both");
        }
        if (several.size() < 2 || several.size() > Outcome.MOST_OBJECTIVES) {
            violations.add(
                    "objectives",
                    FieldCode.OUT_OF_RANGE,
                    "must be 2 or " + Outcome.MOST_OBJECTIVES + ", but are " + several.size()
                            + (several.size() == 1 ? "; one is given as objective" : ""));
            return List.of();
        }
        for (int i = 0; i < several.size(); i++) {
            if (several.get(i) != null && several.get(i).metric() == null) {
                violations.add("objectives[" + i + "].metric", FieldCode.MISSING, "is missing");
            }
        }
        boolean named = several.stream().allMatch(each -> each != null && each.metric() != null);
        return named ? Objective.allFilled(several, trainer.metrics(), violations) : List.of();
    }

    private static Optional<Further> further(
            ExperimentRequest request, List<Objective> objectives, Trainable trainer, Violations violations) {
        List<Constraint> constraints = request.constraints() == null ? List.of() : request.constraints();
        if (constraints.stream().anyMatch(Objects::isNull)) {
            return Optional.empty(); // refused already
        }
        if (constraints.size() <= Outcome.MOST_CONSTRAINTS) {
            for (int i = 0; i < constraints.size(); i++) {
                Constraint each = constraints.get(i);
                violations.collect("constraints[" + i + "]", () -> each.checked(trainer.metrics()));
            }
        }
        return violations.collect(
                "",
                () -> new Further(
                        objectives.isEmpty() ? List.of() : objectives.subList(1, objectives.size()), constraints));
    }

    private static Plan.Start start(ExperimentRequest request, Optional<ModelSpace> model, Violations violations) {
        List<Map<String, Object>> points = request.points() == null ? List.of() : request.points();
        if (points.size() > Plan.Start.MOST_POINTS) {
            violations.add(
                    "points",
                    FieldCode.OUT_OF_RANGE,
                    "must be at most " + Plan.Start.MOST_POINTS + ", but are " + points.size());
            return Plan.Start.NONE;
        }
        WarmStart warm = Optional.ofNullable(request.warmStart())
                .filter(ExperimentRequest.Warm::isRead)
                .flatMap(given -> violations.collect("warmStart", given::read))
                .orElse(null);
        return model.map(each -> new Plan.Start(new PointReader(each.searched()).points(points, violations), warm))
                .orElse(Plan.Start.NONE);
    }

    private Optional<DatasetChoice> dataset(Subject by, ExperimentRequest.Dataset choice, Violations violations) {
        if (choice.name() == null) {
            return Optional.empty();
        }
        Optional<String> owner = Optional.ofNullable(choice.owner());
        Optional<Dataset> found = datasets.find(by, owner, choice.name());
        if (found.isEmpty()) {
            violations.add(
                    "dataset.name",
                    FieldCode.NOT_ONE_OF,
                    "must be one of " + namesOf(by, owner) + ", but got " + Shown.of(choice.name()));
            return Optional.empty();
        }
        String sha256 = found.get().info().origin().sha256();
        if (choice.sha256() != null && !choice.sha256().equals(sha256)) {
            violations.add(
                    "dataset.sha256",
                    FieldCode.CONFLICT,
                    "must be that of the dataset \"" + choice.name() + "\", which is now " + sha256 + ", but got "
                            + Shown.of(choice.sha256()));
        }
        if (choice.trainSize() == null || choice.validationSize() == null) {
            return Optional.empty();
        }
        return violations.collect("dataset", () -> {
            DatasetChoice chosen = new DatasetChoice(
                    choice.name(),
                    choice.trainSize(),
                    choice.validationSize(),
                    choice.stratified() == null
                            ? found.get().info().origin() instanceof DatasetOrigin.Uploaded
                            : choice.stratified(),
                    contentOf(found.get().info()),
                    found.get().info().fullName().owner());
            found.get().checkSizes(chosen.trainSize(), chosen.validationSize());
            return chosen;
        });
    }

    /** What can be named so: the datasets of one person, or one's own and those that are everybody's. */
    private List<String> namesOf(Subject by, Optional<String> owner) {
        return datasets.list(by).stream()
                .filter(each -> owner.isEmpty()
                        ? each.isBuiltIn() || each.owner().equals(by.name())
                        : owner.get().equals(each.owner()))
                .map(each -> each.info().name())
                .toList();
    }

    /** Which content of its name an uploaded dataset has: the experiment keeps to it. */
    private static String contentOf(DatasetInfo dataset) {
        return dataset.origin() instanceof DatasetOrigin.Uploaded uploaded ? uploaded.sha256() : null;
    }

    private Optional<ModelSpace> model(Subject by, Submitted<ExperimentRequest> body, Trainable trainer) {
        Violations violations = body.violations();
        ExperimentRequest request = body.value();
        Map<String, Object> fixed = request.model() == null ? Map.of() : request.model();
        SpaceReader spaces = new SpaceReader(violations, trainer);
        boolean inline = body.given().contains("searchSpace");
        boolean byId = body.given().contains("searchSpaceId");
        if (inline && byId) {
            violations.add(
                    "searchSpaceId", FieldCode.CONFLICT, "stands in place of searchSpace; give one of them, not both");
        }
        if (!inline && !byId) {
            violations.add("searchSpace", FieldCode.MISSING, "is missing; give it or searchSpaceId");
        }
        if (request.searchSpace() != null) {
            return spaces.model(fixed, request.searchSpace());
        }
        if (request.searchSpaceId() == null) {
            spaces.checkAlone(fixed);
            return Optional.empty();
        }
        try {
            return spaces.model(
                    fixed, searchSpaces.get(by, request.searchSpaceId()).space());
        } catch (NotFound missing) {
            violations.add("searchSpaceId", FieldCode.NOT_FOUND, missing.getMessage());
            spaces.checkAlone(fixed);
            return Optional.empty();
        }
    }

    private Optional<SamplerChoice> sampler(
            Map<String, Object> given, Optional<String> idempotencyKey, Violations violations) {
        Map<String, Object> choice = orEmpty(given);
        Seeded seeded = new RecordReader(violations, Texts.STAY_TEXTS)
                .read(Seeded.class, Collections.singletonMap(SEED, choice.get(SEED)), Path.TOP.field("sampler"));
        return SAMPLERS.read(choice, violations)
                .map(sampler ->
                        new SamplerChoice(sampler, seeded.seed() == null ? seeds.next(idempotencyKey) : seeded.seed()));
    }

    private static Map<String, Object> orEmpty(Map<String, Object> given) {
        return given == null ? Map.of() : given;
    }

    private static OptionalLong points(
            Map<String, Object> given,
            Optional<SamplerChoice> sampler,
            Optional<ModelSpace> model,
            Violations violations) {
        if (model.isEmpty()) {
            return OptionalLong.empty();
        }
        SearchSpace space = model.get().searched();
        if (sampler.isEmpty()) {
            SAMPLERS.checkOthers(given, rest -> rest.size(space), violations);
            return OptionalLong.empty();
        }
        return violations
                .collect("sampler", () -> sampler.get().sampler().size(space))
                .orElse(OptionalLong.empty());
    }
}
