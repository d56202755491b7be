package dev.tamis.web.experiment;

import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Revision;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.Ids;
import dev.tamis.web.answer.Revisions;
import dev.tamis.web.reading.QueryReader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;

/**
 * Experiments, one or a page of them. Beside the experiments' own changes, their warnings change where their dataset is removed; and
 * while one runs, the time spent and the time left change with the clock alone, of which no client needs to hear more often.
 */
@Component
class RevisionsOfExperiments implements Revisions {

    /** For how long the times of an experiment that runs and does not change are told unchanged. */
    static final int CLOCK_SECONDS = 5;

    private final Experiments experiments;
    private final Datasets datasets;
    private final Clock clock;

    RevisionsOfExperiments(Experiments experiments, Datasets datasets, Clock clock) {
        this.experiments = experiments;
        this.datasets = datasets;
        this.clock = clock;
    }

    @Override
    public Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path) {
        if (request.getParameter("wait") != null) {
            // It would be the revision of when the request came, and the answer is that of when it was held back no
            // longer.
            return Optional.empty();
        }
        if (path.containsKey("id")) {
            return Ids.in(path)
                    .flatMap(id -> experiments.revision(by, id))
                    .map(found -> whose(by) + of(List.of(found)));
        }
        ExperimentQuery query = QueryReader.read(ExperimentQuery.class, request.getParameterMap());
        Page<Revision> page = experiments.revisions(by, query.filter(), query.pageable());
        return Optional.of(whose(by) + page.getTotalElements() + of(page.getContent()));
    }

    /** What was begun with is told to owners alone, and a browser may have been another's before. */
    private static String whose(Subject by) {
        return by.isAdmin() ? "" : by.name() + " ";
    }

    private String of(List<Revision> found) {
        Map<DatasetName, Object> contents = found.stream()
                .filter(each -> each.uploadedDataset() != null)
                .map(each -> new DatasetName(each.datasetOwner(), each.uploadedDataset()))
                .distinct()
                .collect(Collectors.toMap(name -> name, datasets::contents));
        boolean runs = found.stream().anyMatch(each -> each.runningSince() != null);
        return found + " " + contents + (runs ? clock.instant().getEpochSecond() / CLOCK_SECONDS : "");
    }
}
