package dev.tamis.web.experiment;

import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Confirm;
import dev.tamis.experiment.Constraint;
import dev.tamis.experiment.CurveDetail;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Validation;
import dev.tamis.experiment.WarmStart;
import dev.tamis.people.Visibility;
import dev.tamis.search.Outcome;
import dev.tamis.web.openapi.Schemas;
import dev.tamis.web.openapi.TypeOfTrainer;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Body of {@code POST /api/v1/experiments}. */
record ExperimentRequest(
        @Schema(
                minLength = 1,
                maxLength = 200,
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "1 to 200 characters; need not be unique",
                example = "lecture-hpo")
        String name,

        @TypeOfTrainer(mayBeMissing = true)
        @Schema(implementation = String.class, description = "What trains the trials")
        Trainable trainer,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Dataset dataset,

        @Schema(ref = Schemas.MODEL) Map<String, Object> model,

        @Schema(ref = Schemas.SEARCH_SPACE) Map<String, Object> searchSpace,

        @Schema(description = "A kept search space; stands in place of searchSpace")
        UUID searchSpaceId,

        @ArraySchema(
                maxItems = Plan.Start.MOST_POINTS,
                arraySchema =
                        @Schema(
                                description =
                                        "Points that are tried first, in their order, before the sampler's own: of each a value"
                                                + " for every searched hyperparameter, within its range. They count against"
                                                + " maxTrials"),
                schema = @Schema(ref = Schemas.PARAMETERS))
        List<Map<String, Object>> points,

        @Schema(
                description =
                        "Earlier experiments that this one begins with. What is taken of them is fixed at submission: whatever becomes of"
                                + " them changes no result. Trials outside the ranges are left out; what a trial did not search has its"
                                + " fixed or default value")
        Warm warmStart,

        @Schema(ref = Schemas.SAMPLER) Map<String, Object> sampler,
        @Schema(ref = Schemas.PRUNER) Map<String, Object> pruner,
        @Schema(ref = Schemas.OBJECTIVE) Objective objective,

        @ArraySchema(
                minItems = 2,
                maxItems = Outcome.MOST_OBJECTIVES,
                arraySchema =
                        @Schema(
                                description =
                                        "In place of objective: 2 or 3 of different metrics, each with its metric named. Trials are ranked by"
                                                + " the front they are on; where one value of a trial is wanted, it is of the first"),
                schema = @Schema(ref = Schemas.OBJECTIVE))
        List<Objective> objectives,

        @ArraySchema(
                maxItems = Outcome.MOST_CONSTRAINTS,
                arraySchema =
                        @Schema(
                                description =
                                        "What completed trials must keep to. Those that do not come after all that do, and are never"
                                                + " the best"),
                schema = @Schema(ref = Schemas.CONSTRAINT))
        List<Constraint> constraints,

        Budget budget,
        RoundsPlan rounds,

        @Schema(
                description =
                        "How often a trial is trained to be measured: values are means over its networks, and how far these lie apart is"
                                + " kept")
        Validation validation,

        @Schema(
                description =
                        "Trains the best trials again once the search is over, and ranks them by the mean of these repeats alone: whoever is the"
                                + " best of many is so by luck as well. Not with several objectives")
        Confirm confirm,

        @Schema(
                description =
                        "How fine the learning curves are that are kept. ITERATION keeps the training loss of every"
                                + " single update too, for .../trials/{number}/iterations; it changes no result",
                defaultValue = "EPOCH")
        CurveDetail curve,

        @Schema(
                minimum = "-100",
                maximum = "100",
                description =
                        "-100 to 100. While trials of a higher priority wait for a worker, those of lower ones are not"
                                + " started; experiments of one priority share the workers evenly. It changes no result",
                defaultValue = "0",
                example = "0")
        Integer priority,

        @Schema(description = Schemas.VISIBILITY, defaultValue = "PRIVATE")
        Visibility visibility) {

    Visibility shown() {
        return visibility == null ? Visibility.PRIVATE : visibility;
    }

    /** Earlier experiments to begin with. */
    @Schema(name = "WarmStart")
    record Warm(
            @ArraySchema(
                    minItems = 1,
                    maxItems = WarmStart.MOST_EXPERIMENTS,
                    arraySchema =
                            @Schema(
                                    requiredMode = Schema.RequiredMode.REQUIRED,
                                    description = "Ids of earlier experiments: one's own, or such that others share"))
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<UUID> experiments,

            @Schema(
                    description =
                            "POINTS tries their best points first; PRIOR tells the sampler of their trials, by rank among their own,"
                                    + " where it takes that (TPE, GP)",
                    defaultValue = "POINTS")
            WarmStart.Mode mode,

            @Schema(
                    minimum = "1",
                    maximum = "100",
                    description = "How many of the best points of each are tried, in mode POINTS",
                    defaultValue = "5",
                    example = "5")
            Integer points) {

        Warm {
            WarmStart.checkPoints(points);
        }

        static Warm of(WarmStart from) {
            return from == null ? null : new Warm(from.experiments(), from.mode(), from.points());
        }

        /** Whether no id was refused. */
        boolean isRead() {
            return experiments != null && !experiments.contains(null);
        }

        WarmStart read() {
            return new WarmStart(experiments, mode, points);
        }
    }

    /** Which rows to train and validate on. */
    @Schema(
            name = "DatasetChoice",
            description = "The first trainSize + validationSize images of the dataset's training set, split by the"
                    + " experiment's seed")
    record Dataset(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "One of GET /api/v1/datasets",
                    example = "mnist")
            String name,

            @Schema(minimum = "1", requiredMode = Schema.RequiredMode.REQUIRED, example = "400")
            Integer trainSize,

            @Schema(minimum = "1", requiredMode = Schema.RequiredMode.REQUIRED, example = "100")
            Integer validationSize,

            @Schema(
                    description =
                            "Whether both parts keep the shares of the classes, to the row; true if missing for an"
                                    + " uploaded dataset, false for a built-in one",
                    example = "false")
            Boolean stratified,

            @Schema(
                    description =
                            "The content that an uploaded dataset must have, in case its name was given away again."
                                    + " Told by the service; null for a built-in one",
                    nullable = true)
            String sha256,

            @Schema(
                    description =
                            "Whose it is, for others may have one of the same name and share it; your own, or else a"
                                    + " built-in one, if missing. Null for a built-in one",
                    nullable = true)
            String owner) {}
}
