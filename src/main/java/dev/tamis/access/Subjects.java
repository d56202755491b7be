package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who sent a request. It stands on the request itself, which goes on when the thread does not. */
public final class Subjects {

    private static final String ATTRIBUTE = Subjects.class.getName();

    private Subjects() {}

    /** Empty for requests that nobody is needed for, such as those for pages. */
    public static Optional<Subject> of(HttpServletRequest request) {
        return Optional.ofNullable((Subject) request.getAttribute(ATTRIBUTE));
    }

    static void set(HttpServletRequest request, Subject subject) {
        request.setAttribute(ATTRIBUTE, subject);
    }
}
