package dev.tamis.web;

import dev.tamis.experiment.CurveDetail;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.experiment.ExperimentState;
import dev.tamis.search.Direction;
import dev.tamis.space.PlainForm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An experiment: what was submitted, with its defaults filled in, and how far it is. */
@Schema(name = "Experiment")
record ExperimentView(
        UUID id,
        @Schema(example = "lecture-hpo") String name,
        ExperimentState state,

        @Schema(description = "Why it ended, where it did not simply complete", nullable = true)
        String reason,

        Instant createdAt,
        @Schema(nullable = true) Instant finishedAt,
        ExperimentRequest.Dataset dataset,
        @Schema(ref = Schemas.MODEL) Map<String, Object> model,
        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> searchSpace,
        ExperimentRequest.Sampler sampler,
        ExperimentRequest.Ranking objective,
        ExperimentRequest.Limits budget,
        CurveDetail curve,
        @Schema(example = "0") int priority,
        ExperimentRequest.Rounds rounds,

        @Schema(description = "Whether a round has ended and POST …/rounds is waited for")
        boolean awaitingApproval,

        ProgressView progress,

        @Schema(description = "Goes up with every change of the experiment or of one of its trials", example = "57")
        long changeNumber) {

    static ExperimentView of(Experiment experiment, ProgressView progress) {
        ExperimentPlan plan = experiment.plan();
        var objective = plan.terms().objective();
        var budget = plan.terms().budget();
        return new ExperimentView(
                experiment.id(),
                plan.name(),
                experiment.state(),
                experiment.reason().orElse(null),
                experiment.createdAt(),
                experiment.finishedAt().orElse(null),
                new ExperimentRequest.Dataset(
                        plan.dataset().name(),
                        plan.dataset().trainSize(),
                        plan.dataset().validationSize(),
                        plan.dataset().stratified()),
                plan.model().fixed().values(),
                PlainForm.of(plan.model().searched()),
                new ExperimentRequest.Sampler(
                        plan.sampler().type(),
                        plan.sampler().seed(),
                        plan.sampler().points()),
                new ExperimentRequest.Ranking(
                        objective.metric().key(),
                        objective.metric().maximized() ? Direction.MAXIMIZE : Direction.MINIMIZE,
                        objective.at()),
                new ExperimentRequest.Limits(budget.maxTrials(), budget.parallelTrials(), budget.maxFailedTrials()),
                plan.terms().curve(),
                plan.terms().priority(),
                new ExperimentRequest.Rounds(
                        plan.terms().rounds().count(), plan.terms().rounds().mode()),
                experiment.awaitingApproval(),
                progress,
                experiment.changeNumber());
    }
}
