package dev.tamis.dataset.store;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.util.List;
import org.springframework.stereotype.Component;

/** What owners have of datasets. */
@Component
public class DatasetUsages {

    private final Room room;

    DatasetUsages(Room room) {
        this.room = room;
    }

    /** What somebody has of their own. */
    public DatasetUsage of(Subject by) {
        return room.usage(by.name());
    }

    /**
     * What everybody has who has anything, by name.
     *
     * @throws dev.tamis.people.NotAllowed unless they are an admin
     */
    public List<DatasetUsage> all(Subject by) {
        by.require(Role.ADMIN);
        return room.usages();
    }
}
