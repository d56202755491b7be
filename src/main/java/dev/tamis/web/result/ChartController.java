package dev.tamis.web.result;

import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Trial;
import dev.tamis.people.Subject;
import dev.tamis.results.Leaderboards;
import dev.tamis.results.StoredTrials;
import dev.tamis.search.Metrics;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import dev.tamis.web.answer.Measured;
import dev.tamis.web.answer.Polled;
import dev.tamis.web.experiment.RevisionsOfResults;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.http.WorkingMemory;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Many trials at once, in the shape that charts take: columns, and no more epochs than there are pixels. */
@ApiController
@RequestMapping("/api/v1/experiments/{id}")
@Tag(name = Tags.RESULTS)
class ChartController {

    /** As it is read; of the answer, few are left. */
    private static final int BYTES_OF_EPOCH = 100;

    private final Experiments experiments;
    private final StoredTrials trials;
    private final Leaderboards leaderboards;
    private final AllTrials allTrials;

    ChartController(Experiments experiments, StoredTrials trials, Leaderboards leaderboards, AllTrials allTrials) {
        this.experiments = experiments;
        this.trials = trials;
        this.allTrials = allTrials;
        this.leaderboards = leaderboards;
    }

    /** Query of the points. */
    record PointsQuery(
            @Schema(
                    minimum = "0",
                    description = "Change cursor: only trials that have changed since this change number",
                    defaultValue = "0",
                    example = "0")
            Long after) {

        PointsQuery {
            if (after != null && after < 0) {
                Violations violations = new Violations();
                violations.add("after", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + after);
                violations.throwIfAny();
            }
        }
    }

    /** Query of the curves. */
    record CurvesQuery(
            @Schema(
                    minimum = "1",
                    maximum = "200",
                    description = "The best so many trials, 1 to 200",
                    defaultValue = "20",
                    example = "20")
            Integer top,

            @Schema(minimum = "1", description = "Only trials of this round, 1-based; goes with top")
            Integer round,

            @ArraySchema(
                    maxItems = 200,
                    arraySchema =
                            @Schema(
                                    description =
                                            "These trials in place of the best, by number; may be given several times,"
                                                    + " 200 at most"))
            List<Integer> trial,

            @Schema(
                    minimum = "2",
                    maximum = "1000",
                    description = "Epochs of each curve at most, 2 to 1000",
                    defaultValue = "100",
                    example = "100")
            Integer points) {

        private static final int MOST_CURVES = 200;
        private static final int USUAL_TOP = 20;
        private static final int USUAL_POINTS = 100;

        CurvesQuery {
            Violations violations = new Violations();
            if (top != null && (top < 1 || top > MOST_CURVES)) {
                violations.add(
                        "top", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + MOST_CURVES + ", but got " + top);
            }
            if (points != null && (points < 2 || points > 1000)) {
                violations.add("points", FieldCode.OUT_OF_RANGE, "must be >= 2 and <= 1000, but got " + points);
            }
            if (trial != null && trial.size() > MOST_CURVES) {
                violations.add(
                        "trial",
                        FieldCode.OUT_OF_RANGE,
                        "must be given at most " + MOST_CURVES + " times, but got " + trial.size());
            }
            if (trial != null && (top != null || round != null)) {
                violations.add("trial", FieldCode.CONFLICT, "stands in place of top and round");
            }
            violations.throwIfAny();
        }

        int mostEpochs() {
            return points == null ? USUAL_POINTS : points;
        }

        int best() {
            return top == null ? USUAL_TOP : top;
        }
    }

    @GetMapping("/points")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getPoints",
            summary = "Read all trials as columns",
            description =
                    "Number, round, state, value and parameters only: a fraction of the size of the list of trials,"
                            + " in one answer however many there are. With after, what has changed.")
    PointsView points(Subject by, @PathVariable UUID id, @ParameterObject PointsQuery query) {
        long after = query.after() == null ? 0 : query.after();
        if (after == 0) {
            allTrials.takeForColumns(by, id);
        }
        PointColumns columns = new PointColumns(after);
        trials.points(by, id, after, Measured.VALIDATION_ACCURACY, columns::add);
        return columns.view();
    }

    @GetMapping("/curves")
    @Polled(RevisionsOfResults.class)
    @Operation(
            operationId = "getCurves",
            summary = "Read several learning curves",
            description = "Of the best trials, best first, or of given ones; long curves are thinned out.")
    CurvesView curves(Subject by, @PathVariable UUID id, @ParameterObject CurvesQuery query) {
        if (query.trial() == null) {
            allTrials.takeForFronts(by, id);
        }
        List<Trial> asked = query.trial() != null
                ? trials.numbered(by, id, query.trial())
                : leaderboards
                        .best(by, id, query.best(), Optional.ofNullable(query.round()))
                        .trials();
        Metrics metrics = experiments.get(by, id).plan().metrics();
        asked.forEach(trial -> WorkingMemory.takeForRequest((long) BYTES_OF_EPOCH * trial.epochsDone()));
        return new CurvesView(
                id,
                trials
                        .curves(
                                by,
                                id,
                                asked,
                                (trial, curve) -> CurvesView.Curve.of(trial, curve, metrics, query.mostEpochs()))
                        .stream()
                        .filter(curve -> !curve.epoch().isEmpty())
                        .toList());
    }
}
