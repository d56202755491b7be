package dev.tamis.web.analysis;

import dev.tamis.mlp.ActivationHistogram;
import dev.tamis.mlp.ActivationStudy;
import dev.tamis.mlp.Analyses;
import dev.tamis.mlp.OptimizerPath;
import dev.tamis.mlp.Point;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.problem.Problem;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import dev.tamis.web.reading.FreshSeeds;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** The lecture's experiments that need no dataset, answered at once. */
@ApiController
@RequestMapping("/api/v1/analyses")
@Tag(name = Tags.ANALYSES)
class AnalysisController {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisController.class);

    private final Analyses analyses;
    private final FreshSeeds seeds;

    /** One at a time: each is short, and its memory is the native library's, which no setting of Java bounds. */
    private final Object turn = new Object();

    /** @param analyses loaded with the first question, so that an API node that is never asked loads no native library */
    AnalysisController(@Lazy Analyses analyses, FreshSeeds seeds) {
        this.analyses = analyses;
        this.seeds = seeds;
    }

    @PostMapping("/optimizer-path")
    @Refuses(ProblemCode.ANALYSES_UNAVAILABLE)
    @Operation(
            operationId = "followOptimizer",
            summary = "Follow an optimiser down a valley",
            description = "Minimises f(x, y) = a x^2 + b y^2 with the code that trains the networks.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OptimizerPathRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "momentum",
                                                            summary = "The lecture's valley",
                                                            value = Examples.OPTIMIZER_PATH))))
    OptimizerPathView optimizerPath(@RequestBody Submitted<OptimizerPathRequest> body) {
        Optional<OptimizerPath> path = body.value().path(body.violations());
        body.violations().throwIfAny();
        List<Point> visited;
        synchronized (turn) {
            visited = analyses.optimizerPath(path.orElseThrow());
        }
        return OptimizerPathView.of(path.orElseThrow(), visited);
    }

    @PostMapping("/activation-distribution")
    @Refuses(ProblemCode.ANALYSES_UNAVAILABLE)
    @Operation(
            operationId = "studyActivations",
            summary = "Look at the activations of an untrained network",
            description = "Sends Gaussian noise through freshly initialised layers and counts what each puts out.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ActivationRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "saturated",
                                                            summary = "Sigmoid with weights that are too large",
                                                            value = Examples.ACTIVATION_DISTRIBUTION))))
    ActivationView activationDistribution(@RequestBody Submitted<ActivationRequest> body) {
        Optional<ActivationStudy> study = body.value().study(body.violations(), seeds);
        body.violations().throwIfAny();
        List<ActivationHistogram> layers;
        synchronized (turn) {
            layers = analyses.activationDistribution(study.orElseThrow());
        }
        return ActivationView.of(study.orElseThrow().seed().value(), layers);
    }

    /** The native library does not load: this machine has none, or nowhere to put it. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unable(BeanCreationException broken) {
        String cause = NestedExceptionUtils.getMostSpecificCause(broken).getMessage();
        LOG.warn("An analysis was refused because the native library did not load: {}", cause);
        return ResponseEntity.status(HttpStatus.NOT_IMPLEMENTED)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(
                        ProblemCode.ANALYSES_UNAVAILABLE,
                        "This node cannot compute analyses, because its native library did not load. Its log says why.",
                        List.of()));
    }
}
