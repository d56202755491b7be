package dev.tamis.web;

import dev.tamis.experiment.NotFound;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who follow one experiment on this node. */
class EventFeed {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

    private final UUID experimentId;
    private final ChangeReader changes;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    EventFeed(UUID experimentId, ChangeReader changes) {
        this.experimentId = experimentId;
        this.changes = changes;
    }

    void add(Follower follower) {
        followers.add(follower);
    }

    void remove(Follower follower) {
        followers.remove(follower);
    }

    int size() {
        return followers.size();
    }

    /** Tells everybody what they do not know yet. Never throws: the next poll comes whatever happens to this one. */
    void poll() {
        try {
            ChangeReader.Snapshot now = changes.read(experimentId);
            // Almost always all followers know equally much: one query serves them all.
            Map<OptionalLong, PointsView> changed = new HashMap<>();
            for (Follower follower : followers) {
                if (!follower.knows(now)) {
                    PointsView points = changed.computeIfAbsent(
                            follower.cursor(), after -> changes.trialsChangedAfter(experimentId, after));
                    tell(follower, () -> follower.hear(now, points));
                } else {
                    tell(follower, follower::stayAwake);
                }
            }
        } catch (NotFound deleted) {
            followers.forEach(follower -> tell(follower, () -> follower.end("deleted")));
        } catch (RuntimeException failed) {
            LOG.warn(
                    "The followers of experiment {} hear nothing until the next poll, because this one failed: {}",
                    experimentId,
                    failed.toString());
        }
    }

    void dismiss() {
        followers.forEach(Follower::dismiss);
    }

    private interface Telling {
        void tell() throws IOException;
    }

    private void tell(Follower follower, Telling telling) {
        try {
            telling.tell();
        } catch (IOException | IllegalStateException gone) {
            followers.remove(follower);
            follower.dismiss();
        }
    }
}
