package dev.tamis.web.experiment;

import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Confirm;
import dev.tamis.experiment.Constraint;
import dev.tamis.experiment.CurveDetail;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.Validation;
import dev.tamis.people.Visibility;
import dev.tamis.search.Choice;
import dev.tamis.search.Outcome;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.openapi.TypeOfTrainer;
import dev.tamis.web.warning.Warning;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An experiment: what was submitted, with its defaults filled in, and how far it is. */
@Schema(name = "Experiment")
public record ExperimentView(
        UUID id,
        @Schema(example = "lecture-hpo") String name,

        @Schema(description = "Whose it is: who submitted it", example = "admin")
        String owner,

        @Schema(description = Schemas.VISIBILITY) Visibility visibility,
        ExperimentState state,

        @Schema(
                description =
                        "Why it ended, where it did not simply complete; of one that has reached a goal of its budget, why it ends"
                                + " once its running trials have",
                nullable = true)
        String reason,

        @Schema(
                description =
                        "Why trials of it that might train wait, though it runs: for their owner's share of trials in"
                                + " training, or for native memory; of one that has ended, why its final evaluation waits; with"
                                + " figures",
                nullable = true)
        String waitsFor,

        Instant createdAt,
        @Schema(nullable = true) Instant finishedAt,
        @TypeOfTrainer String trainer,
        ExperimentRequest.Dataset dataset,
        @Schema(ref = Schemas.MODEL) Map<String, Object> model,
        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> searchSpace,

        @ArraySchema(
                maxItems = Plan.Start.MOST_POINTS,
                arraySchema = @Schema(description = "Points of the submission that are tried before the sampler's own"),
                schema = @Schema(ref = Schemas.PARAMETERS))
        List<Map<String, Object>> points,

        @Schema(
                description =
                        "What it began with; null where that was nothing, and to others than its owner and admins: the"
                                + " earlier experiments may not be theirs to know of",
                nullable = true)
        ExperimentRequest.Warm warmStart,

        @Schema(ref = Schemas.SAMPLER) Map<String, Object> sampler,

        @Schema(
                description = "Which sampler AUTO has left the search to, and why; null where the sampler draws itself",
                nullable = true)
        SamplerChosen samplerChosen,

        @Schema(ref = Schemas.PRUNER) Map<String, Object> pruner,
        @Schema(ref = Schemas.OBJECTIVE) Objective objective,

        @ArraySchema(
                maxItems = Outcome.MOST_OBJECTIVES,
                arraySchema =
                        @Schema(
                                description =
                                        "All of them where there are several, objective being the first; empty where there is one"),
                schema = @Schema(ref = Schemas.OBJECTIVE))
        List<Objective> objectives,

        @ArraySchema(
                maxItems = Outcome.MOST_CONSTRAINTS,
                arraySchema = @Schema(description = "What trials must keep to"),
                schema = @Schema(ref = Schemas.CONSTRAINT))
        List<Constraint> constraints,

        Budget budget,
        CurveDetail curve,

        @Schema(minimum = "-100", maximum = "100", example = "0")
        int priority,

        RoundsPlan rounds,
        Validation validation,

        @Schema(
                description = "How the best trials are trained again at the end; null where they are not",
                nullable = true)
        Confirm confirm,

        @Schema(description = "Whether a round has ended and POST …/rounds is waited for")
        boolean awaitingApproval,

        ProgressView progress,

        @Schema(
                minimum = "0",
                description = "Goes up with every change of the experiment or of one of its trials",
                example = "57")
        long changeNumber,

        @Schema(
                description =
                        "What is legal and will disappoint, in no order of importance; found anew with each answer")
        List<Warning> warnings,

        @Schema(description = "How much it will do; told with dryRun only, else null", nullable = true)
        Size size) {

    /** How much an experiment will do. */
    @Schema(name = "ExperimentSize")
    record Size(
            @Schema(description = "Over all rounds; of a GRID its points", example = "100")
            int trials,

            @Schema(description = "Drawn at once", example = "100")
            int trialsOfFirstRound,

            @Schema(description = "Updates of weights, over all trials of the first round", example = "20000")
            long stepsOfFirstRound,

            @Schema(
                    description = "Epochs with which the best trials are trained again, at most; 0 where they are not",
                    example = "500")
            long epochsOfConfirmation) {}

    /** Which sampler draws in place of the submitted one. */
    @Schema(name = "SamplerChosen")
    record SamplerChosen(
            @Schema(example = "GP") String type,

            @Schema(example = "for 100 trials of 4 hyperparameters with 16 in flight, a Gaussian process finds most")
            String because) {

        private static SamplerChosen of(Choice choice) {
            return new SamplerChosen(choice.sampler().type(), choice.because());
        }
    }

    /** As others see it who only may read it. */
    ExperimentView toOthers() {
        return warmStart == null
                ? this
                : new ExperimentView(
                        id,
                        name,
                        owner,
                        visibility,
                        state,
                        reason,
                        waitsFor,
                        createdAt,
                        finishedAt,
                        trainer,
                        dataset,
                        model,
                        searchSpace,
                        points,
                        null,
                        sampler,
                        samplerChosen,
                        pruner,
                        objective,
                        objectives,
                        constraints,
                        budget,
                        curve,
                        priority,
                        rounds,
                        validation,
                        confirm,
                        awaitingApproval,
                        progress,
                        changeNumber,
                        warnings,
                        size);
    }

    static ExperimentView of(Experiment experiment, ProgressView progress, List<Warning> warnings, Size size) {
        Plan plan = experiment.plan();
        return new ExperimentView(
                experiment.id(),
                plan.name(),
                experiment.owner(),
                experiment.visibility(),
                experiment.state(),
                experiment.reason().orElse(null),
                experiment.waitsFor().orElse(null),
                experiment.createdAt(),
                experiment.finishedAt().orElse(null),
                plan.trainer().type(),
                new ExperimentRequest.Dataset(
                        plan.dataset().name(),
                        plan.dataset().trainSize(),
                        plan.dataset().validationSize(),
                        plan.dataset().stratified(),
                        plan.dataset().sha256(),
                        plan.dataset().owner()),
                plan.model().fixed().values(),
                PlainForm.of(plan.model().searched()),
                plan.points().stream().map(Parameters::values).toList(),
                ExperimentRequest.Warm.of(plan.start().warmStart()),
                plan.sampler().plain(),
                plan.choice().map(SamplerChosen::of).orElse(null),
                plan.pruner().plain(),
                plan.terms().objective(),
                plan.objectives().size() == 1 ? List.of() : plan.objectives(),
                plan.constraints(),
                plan.terms().budget(),
                plan.terms().curve(),
                plan.terms().priority(),
                plan.terms().rounds(),
                plan.validation(),
                plan.terms().confirm(),
                experiment.awaitingApproval(),
                progress,
                experiment.changeNumber(),
                warnings,
                size);
    }
}
