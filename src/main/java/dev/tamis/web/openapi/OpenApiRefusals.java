package dev.tamis.web.openapi;

import dev.tamis.experiment.ExperimentState;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.web.problem.Problem;
import dev.tamis.web.problem.ProblemCode;
import dev.tamis.web.problem.Refuses;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/**
 * How operations refuse: with which codes, and an example of each. What operations have in common stands once, under the names
 * of its codes.
 */
record OpenApiRefusals(OpenAPI api) {

    private static final String FORM = "multipart/form-data";
    private static final String JSON = "application/json";

    /** Takes the codes from the method to the operation, until {@link #add} finds them there. */
    private static final String OWN = "x-own-refusals";

    private static final String AN_EXPERIMENT = "6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11";

    /** What a method says of its refusals. */
    static Operation mark(Operation operation, HandlerMethod method) {
        Refuses refuses = method.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            operation.addExtension(OWN, List.of(refuses.value()));
        }
        return operation;
    }

    /** Works in place. */
    void add() {
        api.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    Map<HttpStatus, List<ProblemCode>> byStatus = codes(path, operation).stream()
                            .collect(Collectors.groupingBy(
                                    ProblemCode::status, LinkedHashMap::new, Collectors.toList()));
                    byStatus.forEach((status, codes) -> operation
                            .getResponses()
                            .addApiResponse(
                                    String.valueOf(status.value()), new ApiResponse().$ref(shared(status, codes))));
                }));
    }

    private static List<ProblemCode> codes(String path, Operation operation) {
        List<ProblemCode> codes = new ArrayList<>(List.of(ProblemCode.INVALID_FIELDS, ProblemCode.MALFORMED_REQUEST));
        boolean body = operation.getRequestBody() != null;
        boolean form = body && operation.getRequestBody().getContent().containsKey(FORM);
        if (form) {
            codes.add(ProblemCode.MALFORMED_FORM);
        }
        if (body && operation.getRequestBody().getContent().containsKey(JSON)) {
            codes.add(ProblemCode.MALFORMED_JSON);
        }
        if (path.contains("{")) {
            codes.add(ProblemCode.NOT_FOUND);
        }
        codes.addAll(List.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                ProblemCode.NOT_ACCEPTABLE,
                ProblemCode.BODY_TOO_LARGE,
                ProblemCode.BODY_TOO_SLOW,
                ProblemCode.TOO_MANY_AT_ONCE,
                // Where no body is read, a form or a packed body is refused all the same.
                ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        codes.addAll(List.of(
                ProblemCode.TOKEN_MISSING,
                ProblemCode.TOKEN_WRONG,
                ProblemCode.TOKEN_ENDED,
                ProblemCode.ORIGIN_NOT_ALLOWED,
                ProblemCode.ROLE_TOO_LOW,
                ProblemCode.NOT_YOURS,
                ProblemCode.HOST_NOT_ALLOWED,
                ProblemCode.TOO_MANY_ATTEMPTS,
                ProblemCode.TOO_MANY_REQUESTS));
        codes.addAll(List.of(
                ProblemCode.INTERNAL_ERROR,
                ProblemCode.UNSUPPORTED_HTTP,
                ProblemCode.DATABASE_AWAY,
                ProblemCode.ISSUER_AWAY,
                ProblemCode.TOO_BUSY));
        if (operation.getExtensions() != null && operation.getExtensions().remove(OWN) instanceof List<?> own) {
            own.forEach(each -> codes.add((ProblemCode) each));
        }
        return codes;
    }

    /** @return where the answer stands that these codes have */
    private String shared(HttpStatus status, List<ProblemCode> codes) {
        String name = codes.stream().map(OpenApiRefusals::camel).collect(Collectors.joining("Or"));
        api.getComponents().addResponses(name, response(status, codes));
        return "#/components/responses/" + name;
    }

    private static ApiResponse response(HttpStatus status, List<ProblemCode> codes) {
        MediaType problem = new MediaType().schema(OpenApiSchemas.reference(Schemas.PROBLEM));
        codes.forEach(code -> problem.addExamples(
                code.name(), new Example().summary(code.meaning()).value(sample(code))));
        ApiResponse response = new ApiResponse()
                .description(
                        codes.stream().map(code -> code + ": " + code.meaning()).collect(Collectors.joining(". ")))
                .content(new Content()
                        .addMediaType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem));
        switch (status) {
            case METHOD_NOT_ALLOWED ->
                response.addHeaderObject("Allow", header("string", "The methods that there are", true));
            case NOT_ACCEPTABLE ->
                response.addHeaderObject("Accept", header("string", "The formats that there are", false));
            case UNSUPPORTED_MEDIA_TYPE -> {
                response.addHeaderObject("Accept", header("string", "The formats that there are", false));
                response.addHeaderObject("Accept-Patch", header("string", "Those of a PATCH (RFC 5789)", false));
                response.addHeaderObject(
                        "Accept-Encoding", header("string", "How a body may be packed, where that was wrong", false));
            }
            case UNAUTHORIZED ->
                response.addHeaderObject(
                        "WWW-Authenticate", header("string", "Bearer: how to bring a token (RFC 6750)", true));
            case SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS ->
                response.addHeaderObject("Retry-After", header("integer", "Seconds to wait", true));
            default -> {
                // nothing beside the body
            }
        }
        return response;
    }

    private static Map<String, Object> sample(ProblemCode code) {
        String detail = detail(code);
        List<InvalidField> fields = fields(code);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", code.status().getReasonPhrase());
        problem.put("status", code.status().value());
        problem.put("code", code.name());
        problem.put("detail", detail);
        problem.put("instance", "/api/v1/…");
        problem.put(
                "errors",
                fields.stream()
                        .map(Problem.Field::of)
                        .map(each -> Map.of(
                                "field", each.field(),
                                "code", each.code().name(),
                                "message", each.message()))
                        .toList());
        if (code == ProblemCode.ILLEGAL_TRANSITION || code == ProblemCode.AWAITING_APPROVAL) {
            problem.put(
                    "state",
                    code == ProblemCode.AWAITING_APPROVAL
                            ? ExperimentState.PAUSED.name()
                            : ExperimentState.COMPLETED.name());
        }
        if (code == ProblemCode.QUOTA_EXCEEDED) {
            problem.put("needed", 1);
            problem.put("left", 0);
            problem.put("owner", "ann");
        }
        return problem;
    }

    private static String detail(ProblemCode code) {
        return switch (code) {
            case INVALID_FIELDS -> "1 field is not as it must be: searchSpace.dropout.high";
            case MALFORMED_JSON -> "The body must be a JSON object, but is missing.";
            case MALFORMED_FORM ->
                "The body must be multipart/form-data, but is not readable as such: its parts cannot be told apart, or"
                        + " it breaks off.";
            case MALFORMED_REQUEST -> "Bad Request.";
            case UNSUPPORTED_HTTP -> "Not Implemented.";
            case NOT_FOUND -> "There is no experiment " + AN_EXPERIMENT + ".";
            case METHOD_NOT_ALLOWED -> "The address does not know PUT; it knows GET, POST.";
            case NOT_ACCEPTABLE -> "Accept must allow application/json, but got \"application/yaml\".";
            case ILLEGAL_TRANSITION -> "Cannot pause: the experiment is COMPLETED.";
            case AWAITING_APPROVAL ->
                "Cannot resume without new ranges, for the next round waits to be started: the experiment is PAUSED.";
            case NO_TRIALS_LEFT -> "The budget has no room for so many further points, or a goal is reached.";
            case NOT_AWAITING_APPROVAL -> "The experiment does not wait for a next round.";
            case EXPERIMENT_NOT_ENDED -> "The experiment has to end before its winner can be evaluated; it is RUNNING.";
            case NO_COMPLETED_TRIAL -> "No trial of the experiment completed, so that there is no winner.";
            case NO_TEST_ROWS -> "The dataset flowers has no test rows.";
            case DATASET_GONE -> "The dataset flowers has been removed.";
            case EVALUATED_OTHERWISE ->
                "The final evaluation was asked for with seeds=1, but now with seeds=5. Test data are looked at once;"
                        + " ask without seeds for what there is.";
            case IDEMPOTENCY_KEY_REUSED -> "The Idempotency-Key was used with another submission.";
            case NAME_TAKEN -> "There is a dataset of the name flowers.";
            case DATASETS_FULL ->
                "There are 1000 uploaded datasets, as many as may be (tamis.datasets.max-count). Delete datasets that"
                        + " are no longer needed; their rows are cleared away within seconds.";
            case QUOTA_EXCEEDED ->
                "ann may have 200 experiments that have not ended (tamis.quota.owner.experiments), and has 200. Wait until"
                        + " one has ended, or cancel one.";
            case STORAGE_FULL ->
                "The disk of the database has 312 MB left, and 500 MB are kept for what runs already"
                        + " (tamis.quota.disk-reserve). Delete experiments or datasets that are no longer needed, or make"
                        + " room on it.";
            case DATASET_BUILT_IN -> "The dataset mnist is built in and cannot be removed.";
            case DATASET_IN_USE -> "The dataset flowers is needed by experiments that have not ended: " + AN_EXPERIMENT;
            case BACKUP_DAMAGED ->
                "The archive is not as a backup was written, and nothing of it is stored: the rows of trial are not those"
                        + " that were written.";
            case BACKUP_OF_OTHER_VERSION ->
                "The archive is of another version, and nothing of it is stored: its tables are those of schema version 19"
                        + " (service 0.1.0), and here they are of schema version 20.";
            case SERVICE_NOT_EMPTY ->
                "A backup is restored into an empty service only, and this one has stored something already: there are"
                        + " rows of experiment.";
            case BODY_TOO_LARGE -> "The body must have at most 1048576 bytes (tamis.api.max-body-size).";
            case DATASET_TOO_LARGE -> "The dataset is too large: file must have at most 1000000 rows.";
            case UNSUPPORTED_MEDIA_TYPE -> "Content-Type must be application/json in UTF-8, but got \"text/plain\".";
            case INTERNAL_ERROR -> "The service failed to answer; this is its fault, and its log says more.";
            case ANALYSES_UNAVAILABLE -> "This node cannot compute analyses: it has no native library.";
            case DATABASE_AWAY -> "The database does not answer at the moment; try again.";
            case TOO_MANY_FOLLOWERS ->
                "This node streams events to 2000 clients already; poll …/trials?after= meanwhile.";
            case TOO_MANY_OF_ONE ->
                "Your address has 1200 of these requests open already, as many as one may have on this node.";
            default -> code.meaning() + ".";
        };
    }

    private static List<InvalidField> fields(ProblemCode code) {
        return switch (code) {
            case INVALID_FIELDS ->
                List.of(new InvalidField(
                        "searchSpace.dropout.high", FieldCode.OUT_OF_RANGE, "must be >= 0 and < 1, but got 1.0"));
            case MALFORMED_JSON -> List.of(new InvalidField("", FieldCode.MALFORMED, detail(code)));
            case IDEMPOTENCY_KEY_REUSED ->
                List.of(new InvalidField("Idempotency-Key", FieldCode.CONFLICT, "was used with another submission"));
            case NAME_TAKEN -> List.of(new InvalidField("name", FieldCode.DUPLICATE, "is another dataset's"));
            case UNSUPPORTED_MEDIA_TYPE ->
                List.of(new InvalidField(
                        "Content-Type",
                        FieldCode.NOT_ONE_OF,
                        "must be application/json in UTF-8, but got \"text/plain\""));
            default -> List.of();
        };
    }

    /** NAME_TAKEN as NameTaken. */
    private static String camel(ProblemCode code) {
        return Arrays.stream(code.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static Header header(String type, String description, boolean always) {
        Header header = new Header().description(description).schema(OpenApiSchemas.typed(type, description));
        header.setRequired(always);
        return header;
    }
}
