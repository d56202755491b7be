package dev.tamis.web;

import dev.tamis.experiment.NotFound;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who listen to one experiment on this node. */
class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private final UUID experimentId;
    private final ChangeReader changes;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    EventFeed(UUID experimentId, ChangeReader changes) {
        this.experimentId = experimentId;
        this.changes = changes;
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

    /** How many listeners of a kind there are. */
    long count(Class<? extends Listener> kind) {
        return listeners.stream().filter(kind::isInstance).count();
    }

    /** Tells everybody how the experiment is. Never throws: the next poll comes whatever happens to this one. */
    void poll() {
        try {
            Snapshot now = changes.read(experimentId);
            listeners.forEach(listener -> tell(listener, () -> listener.hear(now)));
        } catch (NotFound deleted) {
            listeners.forEach(listener -> tell(listener, () -> listener.removed(deleted)));
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Those who listen to experiment {} hear nothing until the next poll, because this one failed: {}",
                    experimentId,
                    failed.toString());
            listeners.forEach(listener -> listener.unknown(failed));
        }
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
