package dev.tamis.web.event;

import dev.tamis.experiment.NotFound;
import dev.tamis.web.change.Listener;
import dev.tamis.web.change.Snapshot;
import dev.tamis.web.experiment.RoundView;
import dev.tamis.web.result.PointsView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that follows an experiment by its events, and what it has been told. While it has not taken what it was told before, it
 * is told nothing: changes gather in the database, and it hears of all of them at once when it has.
 */
class Follower implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** After so many polls without news a comment goes out: proxies close silent connections. */
    private static final int SILENT_POLLS = 30;

    private static final byte[] STILL_HERE = bytes(":still here\n\n");
    private static final byte[] END_OF_EVENT = bytes("\n\n");

    private final EventStream stream;
    private final ChangeReader reader;
    private final Duration patience;
    private final BooleanSupplier allowed;
    private OptionalLong cursor;
    private boolean greeted;
    private boolean ended;
    private List<RoundView> knownRounds = List.of();
    private int silentPolls;

    /**
     * @param reader of what it is told
     * @param patience how long the client may take nothing of what it is sent before it is cut off
     * @param allowed whether the client may still listen: its token may have ended
     * @param cursor number of the last change that the client knows; from now on if empty
     */
    Follower(EventStream stream, ChangeReader reader, Duration patience, BooleanSupplier allowed, OptionalLong cursor) {
        this.stream = stream;
        this.reader = reader;
        this.patience = patience;
        this.allowed = allowed;
        this.cursor = cursor;
    }

    @Override
    public void hear(Snapshot now) throws IOException {
        if (!listens()) {
            return;
        }
        List<byte[]> said = new ArrayList<>();
        if (cursor.isPresent() && cursor.getAsLong() > now.changeNumber()) {
            beginAgain(said);
        }
        if (!greeted || cursor.isEmpty() || cursor.getAsLong() != now.changeNumber()) {
            tell(now, said);
        } else if (++silentPolls >= SILENT_POLLS) {
            said.add(STILL_HERE);
        }
        say(said);
    }

    @Override
    public void removed(NotFound deleted) throws IOException {
        if (listens()) {
            List<byte[]> said = new ArrayList<>();
            end("deleted", said);
            say(said);
        }
    }

    /** The stream stays open: the next poll has what this one missed. */
    @Override
    public void unknown(RuntimeException failure) {
        listens();
    }

    /** Closes the connection; the client comes back by itself if it wants to. */
    @Override
    public void dismiss() {
        try {
            stream.end();
        } catch (IOException | IllegalStateException gone) {
            stream.cut();
        }
    }

    private boolean listens() {
        if (stream.stuckFor().compareTo(patience) > 0) {
            LOG.debug("A client that takes no events is cut off");
            stream.cut();
            return false;
        }
        if (!allowed.getAsBoolean()) {
            LOG.debug("A client that is not let in any more is sent away");
            dismiss();
            return false;
        }
        return !ended && stream.isIdle();
    }

    private void say(List<byte[]> said) throws IOException {
        if (!said.isEmpty()) {
            silentPolls = 0;
            stream.send(said);
        }
        if (ended) {
            stream.end();
        }
    }

    /**
     * What the client knows is not this experiment's past: it has another experiment's number, or the database was put back. It is
     * told so, and then everything: refused, a browser would come back with the same number for ever.
     */
    private void beginAgain(List<byte[]> said) {
        event("reset", OptionalLong.empty(), bytes("{\"reason\":\"the cursor is ahead of the experiment\"}"), said);
        cursor = OptionalLong.of(0);
        greeted = false;
        knownRounds = List.of();
    }

    private void tell(Snapshot now, List<byte[]> said) {
        Told told = Told.of(now, reader);
        PointsView changed = told.trialsChangedAfter(cursor);
        if (!changed.number().isEmpty()
                && !told.trialsChangedAfter(OptionalLong.of(changed.changeNumber()))
                        .number()
                        .isEmpty()) {
            // Too many for one event. The rest comes with the next polls, and the experiment after it.
            cursor = OptionalLong.of(changed.changeNumber());
            event("trials", cursor, told.json(changed), said);
            return;
        }
        if (!changed.number().isEmpty()) {
            // Without an id: a connection that breaks before the next line must not count as having heard the rest.
            event("trials", OptionalLong.empty(), told.json(changed), said);
        }
        for (RoundView round : told.rounds()) {
            if (!knownRounds.contains(round)) {
                event("round", OptionalLong.empty(), told.json(round), said);
            }
        }
        cursor = OptionalLong.of(now.changeNumber());
        event("experiment", cursor, told.json(told.view()), said);
        knownRounds = told.rounds();
        greeted = true;
        if (now.ended()) {
            end("ended", said);
        }
    }

    private void end(String reason, List<byte[]> said) {
        event("end", OptionalLong.empty(), bytes("{\"reason\":\"" + reason + "\"}"), said);
        ended = true;
    }

    private static void event(String name, OptionalLong id, byte[] data, List<byte[]> said) {
        said.add(bytes("event:" + name + "\n" + (id.isPresent() ? "id:" + id.getAsLong() + "\n" : "") + "data:"));
        said.add(data);
        said.add(END_OF_EVENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
