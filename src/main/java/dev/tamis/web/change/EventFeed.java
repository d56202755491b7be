package dev.tamis.web.change;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who listen to one experiment on this node. Told by one thread at a time. */
class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private static final long UNREAD = -1;

    private final UUID experimentId;
    private final Experiments experiments;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Experiment latest;
    private long version = UNREAD;

    EventFeed(UUID experimentId, Experiments experiments) {
        this.experimentId = experimentId;
        this.experiments = experiments;
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
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
    void greet(long current, Listener newcomer) {
        tell(current, List.of(newcomer));
    }

    private synchronized void tell(long current, List<Listener> whom) {
        try {
            latest = current == version ? latest : experiments.get(experimentId);
            version = current;
            Snapshot now = new Snapshot(latest);
            whom.forEach(listener -> tell(listener, () -> listener.hear(now)));
        } catch (NotFound deleted) {
            removed(deleted);
        } catch (RuntimeException failed) {
            unknown(failed);
        }
    }

    synchronized void removed(NotFound deleted) {
        listeners.forEach(listener -> tell(listener, () -> listener.removed(deleted)));
    }

    synchronized void unknown(RuntimeException failed) {
        LOG.warn(
                "Those who listen to experiment {} hear nothing until the next poll, because this one failed: {}",
                experimentId,
                failed.toString());
        listeners.forEach(listener -> listener.unknown(failed));
    }

    void dismiss() {
        listeners.forEach(Listener::dismiss);
    }

    private interface Telling {
        void tell() throws IOException;
    }

    private void tell(Listener listener, Telling telling) {
        try {
            telling.tell();
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
            listener.dismiss();
        }
    }
}
