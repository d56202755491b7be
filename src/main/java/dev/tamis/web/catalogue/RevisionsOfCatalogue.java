package dev.tamis.web.catalogue;

import dev.tamis.people.Subject;
import dev.tamis.web.answer.Revisions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What there is changes with the program, which every tag knows. */
@Component
class RevisionsOfCatalogue implements Revisions {

    @Override
    public Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path) {
        return Optional.of("");
    }
}
