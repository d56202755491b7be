package dev.tamis.web.problem;

import dev.tamis.outage.Outage;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one place that turns exceptions into problem documents. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final String NOTHING_THERE =
            "There is nothing at this address. The API lies below /api/v1; /v3/api-docs describes it.";

    /** RFC 6750, section 3. */
    private static final String CHALLENGE = "Bearer realm=\"tamis\"";

    private final BodyTooLarge.Limit uploads;

    /** @param uploads how large an upload may be */
    Problems(@Value("${tamis.api.max-upload-size:256MB}") DataSize uploads) {
        this.uploads = new BodyTooLarge.Limit(uploads, "tamis.api.max-upload-size");
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        ProblemDetail problem = Problem.of(ProblemCode.of(refusal), refusal.getMessage(), refusal.fields());
        refusal.details().forEach(problem::setProperty);
        return answer(refusal, problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidFields refused, WebRequest request) {
        List<InvalidField> errors = refused.fields();
        String detail = (errors.size() == 1
                        ? "1 field is not as it must be: "
                        : errors.size() + " fields are not as they must be: ")
                + errors.stream()
                        .map(each -> each.field().isEmpty() ? "the body" : Shown.name(each.field()))
                        .collect(Collectors.joining(", "));
        return answer(refused, Problem.of(ProblemCode.INVALID_FIELDS, detail, errors), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidField refused, WebRequest request) {
        return invalid(new InvalidFields(List.of(refused)), request);
    }

    /** A form that broke off, came too slowly, has too much of something, or whose parts cannot be told apart. */
    @ExceptionHandler
    ResponseEntity<Object> noForm(MultipartException unreadable, WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                leaveBody(request);
                return refused(refusal, request);
            }
        }
        Optional<InvalidField> tooMuch = FormLimits.brokenBy(unreadable, uploads);
        if (tooMuch.isPresent()) {
            return invalid(tooMuch.get(), request);
        }
        String rule = "must be multipart/form-data, but is not readable as such: its parts cannot be told apart, or it"
                + " breaks off";
        return answer(
                unreadable,
                Problem.of(
                        ProblemCode.MALFORMED_FORM,
                        "The body " + rule + ".",
                        List.of(new InvalidField("", FieldCode.MALFORMED, rule))),
                request);
    }

    /** Of what cannot be read, or comes too slowly, nothing more is waited for. */
    private static void leaveBody(WebRequest request) {
        if (request instanceof ServletWebRequest web) {
            RestOfBody.leave(web.getRequest());
        }
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException large, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return FormLimits.brokenBy(large, uploads)
                .map(tooMuch -> invalid(tooMuch, request))
                .orElseGet(() -> refused(new BodyTooLarge(uploads), request));
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> away(Exception away, WebRequest request) {
        LOG.warn(Outage.CONSEQUENCE, "A request was refused because the database does not answer: {}", away.toString());
        String why = Outage.wordsBehind(away)
                .map(words -> "The database cannot be used at the moment: " + words)
                .orElse("The database does not answer at the moment");
        return answer(away, Problem.of(ProblemCode.DATABASE_AWAY, why + "; try again.", List.of()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected, WebRequest request) {
        if (ConnectionLoss.isBehind(unexpected)) {
            return away(unexpected, request);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(unexpected)) {
            LOG.debug("A client left before it had its answer: {}", unexpected.toString());
            return null;
        }
        LOG.error("A request failed for a reason that nobody foresaw: {}", request.getDescription(false), unexpected);
        ProblemDetail problem = Problem.of(
                ProblemCode.INTERNAL_ERROR,
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
        return refused(MalformedJson.missing(), request);
    }

    /** An answer grows while it is written, and may find no room. */
    @Override
    protected ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException unwritable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unwritable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal, request);
            }
        }
        return unexpected(unwritable, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Refusal refusal = UnsupportedBody.ofType(
                request.getHeader(HttpHeaders.CONTENT_TYPE), unsupported.getSupportedMediaTypes());
        return handleExceptionInternal(
                refusal,
                Problem.of(ProblemCode.of(refusal), refusal.getMessage(), refusal.fields()),
                headers,
                status,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException unacceptable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String types = unacceptable.getSupportedMediaTypes().stream()
                .filter(MediaType::isConcrete)
                .map(MediaType::toString)
                .collect(Collectors.joining(" or "));
        String rule = "must allow " + (types.isEmpty() ? "application/json" : types) + ", but got "
                + Shown.of(request.getHeader(HttpHeaders.ACCEPT));
        return handleExceptionInternal(
                unacceptable,
                Problem.of(
                        ProblemCode.NOT_ACCEPTABLE,
                        "Accept " + rule + ".",
                        List.of(new InvalidField("Accept", FieldCode.NOT_ONE_OF, rule))),
                headers,
                status,
                request);
    }

    /** Without the warning that the framework would log: a mistake of a client is nothing for whoever runs the service. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException unsupported,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String[] supported = unsupported.getSupportedMethods();
        String methods = supported == null ? "" : String.join(", ", new TreeSet<>(Arrays.asList(supported)));
        return handleExceptionInternal(
                unsupported,
                Problem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        "The address does not know " + Shown.name(unsupported.getMethod())
                                + (methods.isEmpty() ? "." : "; it knows " + methods + "."),
                        List.of()),
                headers,
                status,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(missing, Problem.of(ProblemCode.NOT_FOUND, NOTHING_THERE, List.of()), request);
    }

    @Override
    protected ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(missing, Problem.of(ProblemCode.NOT_FOUND, NOTHING_THERE, List.of()), request);
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
                new InvalidField(
                        name,
                        FieldCode.WRONG_TYPE,
                        "must be " + readable(wanted) + ", but got " + Shown.of(mismatch.getValue())),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest web
                && web.getResponse() != null
                && web.getResponse().isCommitted()) {
            // Half of an answer must not look like a whole one. What nobody handles makes the server cut the
            // connection.
            throw new IllegalStateException("The answer had begun and breaks off", exception);
        }
        HttpHeaders all = new HttpHeaders();
        all.addAll(headers);
        // Whatever Accept says, or fails to say: a client that is refused has to hear why.
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (request instanceof ServletWebRequest web && RestOfBody.isMuch(web.getRequest())) {
            // A client that is not told would send its next request into a connection that ends.
            all.set(HttpHeaders.CONNECTION, "close");
        }
        ResponseEntity<Object> answer = super.handleExceptionInternal(exception, body, all, status, request);
        if (answer != null
                && answer.getBody() instanceof ProblemDetail problem
                && (problem.getProperties() == null || !problem.getProperties().containsKey("code"))) {
            // The framework's own words are about itself.
            if (status.is5xxServerError()) {
                LOG.error("A request failed: {}", request.getDescription(false), exception);
            }
            problem.setDetail(ProblemCode.of(status).meaning() + ".");
            Problem.with(problem, ProblemCode.of(status), List.of());
        }
        return answer;
    }

    private ResponseEntity<Object> answer(Exception exception, ProblemDetail problem, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (problem.getProperties().get("code") instanceof ProblemCode code && code.retryAfterSeconds() > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(code.retryAfterSeconds()));
        }
        if (problem.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            boolean wrong = problem.getProperties().get("code") != ProblemCode.TOKEN_MISSING;
            headers.set(HttpHeaders.WWW_AUTHENTICATE, wrong ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        }
        return handleExceptionInternal(
                exception, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static String readable(String type) {
        return switch (type) {
            case "UUID" -> "an id such as 6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11";
            case "int", "Integer", "long", "Long" -> "a whole number";
            default -> type;
        };
    }
}
