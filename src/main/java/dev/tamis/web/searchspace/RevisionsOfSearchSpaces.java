package dev.tamis.web.searchspace;

import dev.tamis.experiment.SearchSpaces;
import dev.tamis.web.answer.Ids;
import dev.tamis.web.answer.Revisions;
import dev.tamis.web.reading.QueryReader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;

/** Kept search spaces, which never change: their ids tell all. */
@Component
class RevisionsOfSearchSpaces implements Revisions {

    private final SearchSpaces spaces;

    RevisionsOfSearchSpaces(SearchSpaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public Optional<String> of(HttpServletRequest request, Map<String, String> path) {
        if (path.containsKey("id")) {
            return Ids.in(path).filter(spaces::exists).map(String::valueOf);
        }
        Page<?> page = spaces.ids(QueryReader.read(SearchSpaceController.Query.class, request.getParameterMap())
                .pageable());
        return Optional.of(page.getTotalElements() + " " + page.getContent());
    }
}
