package dev.tamis.web.experiment;

import dev.tamis.experiment.Experiments;
import dev.tamis.people.Subject;
import dev.tamis.web.answer.Ids;
import dev.tamis.web.answer.Revisions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an experiment's trials and rounds tell: it changes with a change of the experiment and with nothing else. */
@Component
public class RevisionsOfResults implements Revisions {

    private final Experiments experiments;

    RevisionsOfResults(Experiments experiments) {
        this.experiments = experiments;
    }

    @Override
    public Optional<String> of(Subject by, HttpServletRequest request, Map<String, String> path) {
        return Ids.in(path).flatMap(id -> experiments.revision(by, id)).map(String::valueOf);
    }
}
