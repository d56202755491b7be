package dev.tamis.experiment;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What owners have of experiments. */
@Component
public class Usages {

    private final Admission admission;

    Usages(Admission admission) {
        this.admission = admission;
    }

    /** What somebody has of their own. */
    @Transactional(readOnly = true)
    public Usage of(Subject by) {
        return admission.usage(by.name());
    }

    /**
     * What everybody has who has anything, by name.
     *
     * @throws dev.tamis.people.NotAllowed unless they are an admin
     */
    @Transactional(readOnly = true)
    public List<Usage> all(Subject by) {
        by.require(Role.ADMIN);
        return admission.usages();
    }
}
