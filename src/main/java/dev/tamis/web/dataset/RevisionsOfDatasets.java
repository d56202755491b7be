package dev.tamis.web.dataset;

import dev.tamis.dataset.Dataset;
import dev.tamis.dataset.Datasets;
import dev.tamis.web.answer.Revisions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What datasets hold: it is little, so it tells of itself. */
@Component
class RevisionsOfDatasets implements Revisions {

    private final Datasets datasets;

    RevisionsOfDatasets(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Optional<String> of(HttpServletRequest request, Map<String, String> path) {
        return path.containsKey("name")
                ? datasets.find(path.get("name")).map(Dataset::info).map(String::valueOf)
                : Optional.of(String.valueOf(datasets.list()));
    }
}
