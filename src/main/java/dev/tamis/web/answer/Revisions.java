package dev.tamis.web.answer;

import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/**
 * Tells, at a fraction of what the answer costs, whether an answer could have changed. All nodes on one database tell the same of
 * the same.
 */
public interface Revisions {

    /**
     * What the answer to a request is made from, as a text that is another one whenever the answer could be. It is read before the
     * answer, which is of this revision or of a later one.
     *
     * @param by who asks: what they may not see has no revision for them
     * @param path variables of the path
     * @return empty where there is nothing to answer, or the answer depends on more
     */
    Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path);
}
