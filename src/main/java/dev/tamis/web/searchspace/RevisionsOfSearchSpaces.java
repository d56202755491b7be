package dev.tamis.web.searchspace;

import dev.tamis.experiment.SearchSpaces;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.Ids;
import dev.tamis.web.answer.Revisions;
import dev.tamis.web.reading.QueryReader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;

/** Kept search spaces, which never change but for who may see them. */
@Component
class RevisionsOfSearchSpaces implements Revisions {

    private final SearchSpaces spaces;

    RevisionsOfSearchSpaces(SearchSpaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path) {
        if (path.containsKey("id")) {
            return Ids.in(path).flatMap(id -> spaces.revision(by, id)).map(String::valueOf);
        }
        Page<?> page = spaces.revisions(
                by,
                QueryReader.read(SearchSpaceController.Query.class, request.getParameterMap())
                        .pageable());
        return Optional.of(page.getTotalElements() + " " + page.getContent());
    }
}
