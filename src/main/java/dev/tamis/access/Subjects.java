package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who sent a request. */
public final class Subjects {

    private Subjects() {}

    /** Empty for requests that nobody is needed for, such as those for pages. */
    public static Optional<Subject> of(HttpServletRequest request) {
        return Credential.of(request).map(Credential::subject);
    }
}
