package dev.tamis.web.problem;

import dev.tamis.space.Refusal;
import java.util.Arrays;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Every code that a problem document can have, with the status that it is answered with: the one place where what is refused
 * inside becomes HTTP. Refusals of other modules stand here under the names of their codes.
 */
public enum ProblemCode implements Refusal.Code {
    INVALID_FIELDS(
            HttpStatus.BAD_REQUEST,
            "Fields, headers or query parameters are not as they must be; errors names them all"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is missing or is no JSON"),
    MALFORMED_FORM(HttpStatus.BAD_REQUEST, "The body is no readable multipart/form-data"),
    MALFORMED_REQUEST(
            HttpStatus.BAD_REQUEST,
            "What was sent is no request that a web server takes, or came too slowly; the status says more (400, 414,"
                    + " 431)"),
    TOKEN_MISSING(
            HttpStatus.UNAUTHORIZED, "The service needs a token, and neither Authorization nor a cookie brings one"),
    TOKEN_WRONG(HttpStatus.UNAUTHORIZED, "The token is none that the service knows, or was revoked"),
    TOKEN_ENDED(HttpStatus.UNAUTHORIZED, "The token was right, and has ended; detail says when"),
    ORIGIN_NOT_ALLOWED(
            HttpStatus.FORBIDDEN,
            "A browser sent this for a page of another site, which the service was not told to let in"),
    ROLE_TOO_LOW(HttpStatus.FORBIDDEN, "The token's role may not do this; detail names the one that may"),
    NOT_YOURS(HttpStatus.FORBIDDEN, "It belongs to somebody else, who shares it: it may be read, but not changed"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing, or no longer"),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED, "The address does not know this verb; Allow lists those that it knows"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "There is no representation that Accept asks for"),
    ILLEGAL_TRANSITION(
            HttpStatus.CONFLICT,
            "The experiment cannot do this in its state, which the field state of the problem tells"),
    AWAITING_APPROVAL(
            HttpStatus.CONFLICT,
            "The experiment waits between two rounds: start the next round, it cannot just be resumed"),
    NOT_AWAITING_APPROVAL(HttpStatus.CONFLICT, "The experiment does not wait for a next round"),
    NO_TRIALS_LEFT(
            HttpStatus.CONFLICT,
            "The experiment's budget has no room for so many further points, or no further trial of it starts; detail says"
                    + " how many are left, or why"),
    EXPERIMENT_NOT_ENDED(HttpStatus.CONFLICT, "The experiment has to end before its winner can be evaluated"),
    NO_COMPLETED_TRIAL(HttpStatus.CONFLICT, "No trial of the experiment completed, so that there is no winner"),
    NO_TEST_ROWS(HttpStatus.CONFLICT, "The dataset was uploaded without test rows"),
    DATASET_GONE(HttpStatus.CONFLICT, "The dataset that the experiment was trained on has been removed"),
    EVALUATED_OTHERWISE(
            HttpStatus.CONFLICT, "The winner was evaluated with another number of seeds; test rows are looked at once"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The Idempotency-Key was used with another body"),
    NAME_TAKEN(HttpStatus.CONFLICT, "There is a dataset of this name already"),
    TOKENS_FULL(HttpStatus.CONFLICT, "The owner has as many tokens as one may have; revoke some"),
    DATASETS_FULL(
            HttpStatus.CONFLICT,
            "All uploaded datasets together are as many, or take as much, as they may; delete some that are no longer"
                    + " needed"),
    DATASET_BUILT_IN(HttpStatus.CONFLICT, "The dataset is built in and cannot be removed"),
    DATASET_IN_USE(HttpStatus.CONFLICT, "Experiments still need the dataset; detail names them"),
    BACKUP_DAMAGED(
            HttpStatus.BAD_REQUEST,
            "The body is no archive of a backup, or not all of it, or not as it was written; nothing of it is stored"),
    BACKUP_OF_OTHER_VERSION(
            HttpStatus.BAD_REQUEST,
            "The backup is of another schema version; restore it with a service of that version"),
    SERVICE_NOT_EMPTY(
            HttpStatus.CONFLICT,
            "A backup is restored into an empty service only, and something is stored in this one"),
    QUOTA_EXCEEDED(
            HttpStatus.CONFLICT,
            "It would be more than its owner, or all together, may have; detail and the fields needed, left and owner of the"
                    + " problem say how much. Delete or end something, or ask whoever runs the service"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body has more bytes than this node reads"),
    BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body did not come whole in time"),
    DATASET_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The table has more rows, columns, values or bytes than are taken"),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's Content-Type or Content-Encoding is none that is read here"),
    HOST_NOT_ALLOWED(
            HttpStatus.MISDIRECTED_REQUEST,
            "The service was called by a name that it does not answer to; tamis.allowed-hosts lists further ones"),
    TOO_MANY_ATTEMPTS(
            HttpStatus.TOO_MANY_REQUESTS, "Too many wrong tokens came from the client's address within a minute", 60),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "More requests a second came from you, or from your address, than one may send; Retry-After says when to go"
                    + " on",
            1),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "A fault of the service, of which its log says more"),
    UNSUPPORTED_HTTP(
            HttpStatus.NOT_IMPLEMENTED,
            "The request wants something of HTTP that this server does not do; the status says what: a Transfer-Encoding"
                    + " beside chunked (501), another version (505), an Expect beside 100-continue (417)"),
    ANALYSES_UNAVAILABLE(HttpStatus.NOT_IMPLEMENTED, "This node has no native library to compute analyses with"),
    STORAGE_FULL(
            HttpStatus.INSUFFICIENT_STORAGE,
            "The disk of the database is nearly full: nothing new is taken, while all that is there may be read, ended and"
                    + " deleted"),
    DATABASE_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The database does not answer at the moment; Retry-After says when to try again",
            5),
    ISSUER_AWAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The OIDC issuer whose token was brought cannot be asked for its keys at the moment",
            5),
    TOO_BUSY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "This node has as many large requests at hand as its memory bears; try again in a moment, or ask for less"
                    + " at a time",
            2),
    TOO_MANY_AT_ONCE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "This node serves as many requests of the kind as it may; try again in a moment",
            2),
    BACKUP_UNDER_WAY(HttpStatus.SERVICE_UNAVAILABLE, "This node makes a backup already, and one at a time", 30),
    RESTORE_UNDER_WAY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A backup is brought back at the moment, and nothing else is stored beside it; try again when it is over",
            5),
    TOO_MANY_FOLLOWERS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "This node streams events to as many clients as it may; poll meanwhile",
            30),
    TOO_MANY_OF_ONE(
            HttpStatus.TOO_MANY_REQUESTS,
            "As many requests of the kind are open from the client's address, or from one person, as one may have;"
                    + " Retry-After says when to try again",
            30),
    TOO_MANY_WAITERS(
            HttpStatus.SERVICE_UNAVAILABLE,
            "On this node as many requests wait as it allows; ask without wait, or later",
            30);

    private static final Set<Integer> UNSUPPORTED = Set.of(417, 501, 505);

    private final HttpStatus status;
    private final String meaning;
    private final int retryAfterSeconds;

    ProblemCode(HttpStatus status, String meaning) {
        this(status, meaning, 0);
    }

    ProblemCode(HttpStatus status, String meaning, int retryAfterSeconds) {
        this.status = status;
        this.meaning = meaning;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The code of a refusal, from whichever module. */
    static ProblemCode of(Refusal refusal) {
        return valueOf(refusal.code().name());
    }

    /** For what the server or the framework refuses by a status alone. */
    public static ProblemCode of(HttpStatusCode status) {
        if (UNSUPPORTED.contains(status.value())) {
            return UNSUPPORTED_HTTP;
        }
        if (status.is5xxServerError()) {
            return status.value() == DATABASE_AWAY.status.value() ? DATABASE_AWAY : INTERNAL_ERROR;
        }
        return Arrays.stream(values())
                .filter(each -> each.status.value() == status.value())
                .filter(each -> each.status != HttpStatus.BAD_REQUEST && each.status != HttpStatus.CONFLICT)
                .findFirst()
                .orElse(MALFORMED_REQUEST);
    }

    /** What it is answered with. */
    public HttpStatus status() {
        return status;
    }

    /** When it is answered, and what a client can do. */
    public String meaning() {
        return meaning;
    }

    /** How long a client should wait before it tries again; 0 where waiting is no cure. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
