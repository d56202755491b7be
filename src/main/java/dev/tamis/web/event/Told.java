package dev.tamis.web.event;

import dev.tamis.web.change.Snapshot;
import dev.tamis.web.experiment.ExperimentView;
import dev.tamis.web.experiment.RoundView;
import dev.tamis.web.result.PointsView;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What those who follow an experiment are told of one of its changes: read when the first one asks, and then once for all. */
class Told {

    private final Snapshot now;
    private final ChangeReader reader;
    private final Map<OptionalLong, PointsView> changed = new HashMap<>();
    private final IdentityHashMap<Object, byte[]> written = new IdentityHashMap<>();
    private List<RoundView> rounds;

    private Told(Snapshot now, ChangeReader reader) {
        this.now = now;
        this.reader = reader;
    }

    static Told of(Snapshot now, ChangeReader reader) {
        return now.once(Told.class, () -> new Told(now, reader));
    }

    ExperimentView view() {
        return reader.view(now);
    }

    List<RoundView> rounds() {
        rounds = rounds == null ? reader.rounds(now.by(), now.experiment().id()) : rounds;
        return rounds;
    }

    /** None where the cursor is empty: who asks for what comes next needs nothing of what has been. */
    PointsView trialsChangedAfter(OptionalLong cursor) {
        return changed.computeIfAbsent(cursor, after -> reader.trialsChangedAfter(now.by(), now.experiment(), after));
    }

    /** Something of it as JSON, written once for all who are told of it. */
    byte[] json(Object view) {
        return written.computeIfAbsent(view, reader::json);
    }
}
