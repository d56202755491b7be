package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;

/** Requests of somebody, for tests without a door. */
public final class SentBy {

    private SentBy() {}

    /** The same request, sent by somebody. */
    public static <R extends HttpServletRequest> R sentBy(Subject subject, R request) {
        Subjects.set(request, subject);
        return request;
    }
}
