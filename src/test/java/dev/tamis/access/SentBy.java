package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Requests of somebody, for tests without a door. */
public final class SentBy {

    private SentBy() {}

    /** The same request, sent by somebody. */
    public static <R extends HttpServletRequest> R sentBy(Subject subject, R request) {
        new Credential(subject, Optional.empty(), Optional.empty()).keepWith(request);
        return request;
    }
}
