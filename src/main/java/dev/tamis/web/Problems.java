package dev.tamis.web;

import dev.tamis.dataset.DatasetTooLarge;
import dev.tamis.dataset.store.NameTaken;
import dev.tamis.experiment.IdempotencyConflict;
import dev.tamis.experiment.IllegalTransition;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.NotYet;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** The one place that turns exceptions into problem documents. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** How long a client should wait for the database to come back. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private final DataSize uploads;

    /** @param uploads how large an upload may be */
    Problems(@Value("${tamis.api.max-upload-size:256MB}") DataSize uploads) {
        this.uploads = uploads;
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidFields refused, WebRequest request) {
        List<Problem.Field> errors =
                refused.fields().stream().map(Problem.Field::of).toList();
        String detail = (errors.size() == 1
                        ? "1 field is not as it must be: "
                        : errors.size() + " fields are not as they must be: ")
                + errors.stream()
                        .map(each -> each.field().isEmpty() ? "the body" : each.field())
                        .collect(Collectors.joining(", "));
        return answer(refused, Problem.of(HttpStatus.BAD_REQUEST, detail, errors), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidField refused, WebRequest request) {
        return invalid(new InvalidFields(List.of(refused)), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missing(NotFound missing, WebRequest request) {
        return answer(missing, Problem.of(HttpStatus.NOT_FOUND, missing.getMessage(), List.of()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> illegal(IllegalTransition illegal, WebRequest request) {
        ProblemDetail problem = Problem.of(HttpStatus.CONFLICT, illegal.getMessage(), List.of());
        problem.setProperty("state", illegal.state());
        return answer(illegal, problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> early(NotYet early, WebRequest request) {
        return answer(early, Problem.of(HttpStatus.CONFLICT, early.getMessage(), List.of()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(IdempotencyConflict conflict, WebRequest request) {
        List<Problem.Field> errors = List.of(new Problem.Field("Idempotency-Key", conflict.getMessage()));
        return answer(conflict, Problem.of(HttpStatus.CONFLICT, conflict.getMessage(), errors), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> taken(NameTaken taken, WebRequest request) {
        List<Problem.Field> errors = List.of(new Problem.Field("name", taken.getMessage()));
        return answer(taken, Problem.of(HttpStatus.CONFLICT, taken.getMessage(), errors), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(DatasetTooLarge large, WebRequest request) {
        List<Problem.Field> errors = List.of(new Problem.Field(large.field(), large.getMessage()));
        String detail = "The dataset is too large: " + large.field() + " " + large.getMessage() + ".";
        return answer(large, Problem.of(HttpStatus.CONTENT_TOO_LARGE, detail, errors), request);
    }

    /** A form whose parts cannot be told apart, or that broke off. */
    @ExceptionHandler
    ResponseEntity<Object> noForm(MultipartException unreadable, WebRequest request) {
        return invalid(
                new InvalidField(
                        "",
                        "must be multipart/form-data, but is not readable as such: "
                                + NestedExceptionUtils.getMostSpecificCause(unreadable)
                                        .getMessage()),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException large, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        BodyTooLarge tooLarge = new BodyTooLarge(uploads);
        return answer(tooLarge, tooLarge.getBody(), request);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> away(Exception away, WebRequest request) {
        LOG.warn("A request was refused because the database does not answer: {}", away.toString());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        ProblemDetail problem = Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer at the moment; try again.", List.of());
        return handleExceptionInternal(away, problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected, WebRequest request) {
        if (ConnectionLoss.isBehind(unexpected)) {
            return away(unexpected, request);
        }
        LOG.error("A request failed for a reason that nobody foresaw: {}", request.getDescription(false), unexpected);
        ProblemDetail problem = Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The service failed to answer; this is its fault, and its log says more.",
                List.of());
        return answer(unexpected, problem, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String message = unreadable.getCause() instanceof JacksonException malformed
                ? "is not JSON: " + malformed.getOriginalMessage() + place(malformed.getLocation())
                : "must be a JSON object, but is missing";
        return answer(
                unreadable,
                Problem.of(status, "The body " + message + ".", List.of(new Problem.Field("", message))),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String rule =
                "must be one of " + unsupported.getSupportedMediaTypes() + ", but got " + unsupported.getContentType();
        ProblemDetail problem =
                Problem.of(status, "Content-Type " + rule, List.of(new Problem.Field("Content-Type", rule)));
        return handleExceptionInternal(unsupported, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        String wanted = mismatch.getRequiredType() == null
                ? "of another type"
                : mismatch.getRequiredType().getSimpleName();
        return invalid(
                new InvalidField(name, "must be " + readable(wanted) + ", but got \"" + mismatch.getValue() + "\""),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(exception, body, headers, status, request);
        if (answer != null
                && answer.getBody() instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("errors"))) {
            Problem.with(problem, List.of());
        }
        return answer;
    }

    private ResponseEntity<Object> answer(Exception exception, ProblemDetail problem, WebRequest request) {
        return handleExceptionInternal(
                exception, problem, new HttpHeaders(), HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static String place(TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String readable(String type) {
        return switch (type) {
            case "UUID" -> "an id such as 6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11";
            case "int", "Integer", "long", "Long" -> "a whole number";
            default -> type;
        };
    }
}
