package dev.tamis.web.change;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen to one experiment on this node. Told by one thread at a time. It is read once for all of them, and each of them is
 * told what they may see by then: for who may no longer it has been removed.
 */
class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private static final long UNREAD = -1;

    /** Nobody's name: what it reads is handed on to those who see it. */
    private static final Subject FOR_ALL = new Subject("the feed", Role.ADMIN);

    private final UUID experimentId;
    private final Experiments experiments;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private Experiment latest;
    private long version = UNREAD;

    EventFeed(UUID experimentId, Experiments experiments) {
        this.experimentId = experimentId;
        this.experiments = experiments;
    }

    /** @param by who listens */
    private record Listening(Subject by, Listener listener) {}

    void add(Subject by, Listener listener) {
        listeners.add(new Listening(by, listener));
    }

    void remove(Listener listener) {
        listeners.removeIf(each -> each.listener() == listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    int size() {
        return listeners.size();
    }

    /**
     * Tells everybody how the experiment is. Never throws: the next poll comes whatever happens to this one.
     *
     * @param current the version that it has by now
     */
    void tell(long current) {
        tell(current, listeners);
    }

    /** Tells one who has just come, and nobody else. */
    void greet(long current, Subject by, Listener newcomer) {
        tell(current, List.of(new Listening(by, newcomer)));
    }

    private synchronized void tell(long current, List<Listening> whom) {
        try {
            latest = current == version ? latest : experiments.get(FOR_ALL, experimentId);
            version = current;
            Snapshot owners = new Snapshot(FOR_ALL, latest, false);
            // Read once for all where there is nothing that others are not told.
            Snapshot others = latest.plan().start().warmStart() == null ? owners : new Snapshot(FOR_ALL, latest, true);
            whom.forEach(each -> {
                if (each.by().sees(latest)) {
                    Snapshot now = each.by().owns(latest) ? owners : others;
                    tell(each.listener(), () -> each.listener().hear(now));
                } else {
                    tell(each.listener(), () -> each.listener().removed(new NotFound("experiment", experimentId)));
                }
            });
        } catch (NotFound deleted) {
            removed(deleted);
        } catch (RuntimeException failed) {
            unknown(failed);
        }
    }

    synchronized void removed(NotFound deleted) {
        listeners.forEach(each -> tell(each.listener(), () -> each.listener().removed(deleted)));
    }

    synchronized void unknown(RuntimeException failed) {
        LOG.warn(
                "Those who listen to experiment {} hear nothing until the next poll, because this one failed: {}",
                experimentId,
                failed.toString());
        listeners.forEach(each -> each.listener().unknown(failed));
    }

    void dismiss() {
        listeners.forEach(each -> each.listener().dismiss());
    }

    private interface Telling {
        void tell() throws IOException;
    }

    private void tell(Listener listener, Telling telling) {
        try {
            telling.tell();
        } catch (IOException | IllegalStateException gone) {
            remove(listener);
            listener.dismiss();
        }
    }
}
