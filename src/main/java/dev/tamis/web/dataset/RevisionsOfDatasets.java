package dev.tamis.web.dataset;

import dev.tamis.dataset.store.UploadedDatasets;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.Revisions;
import dev.tamis.web.reading.QueryReader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What datasets hold: it is little, so it tells of itself. */
@Component
class RevisionsOfDatasets implements Revisions {

    private final UploadedDatasets datasets;

    RevisionsOfDatasets(UploadedDatasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path) {
        if (path.containsKey("name")) {
            OwnerQuery query = QueryReader.read(OwnerQuery.class, request.getParameterMap());
            return datasets.get(by, query.of(), path.get("name")).map(String::valueOf);
        }
        return Optional.of(String.valueOf(datasets.list(by)));
    }
}
