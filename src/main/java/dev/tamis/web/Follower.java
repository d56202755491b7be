package dev.tamis.web;

import dev.tamis.experiment.NotFound;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A client that follows an experiment by its events, and what it has been told. */
class Follower implements Listener {

    /** After so many polls without news a comment goes out: proxies close silent connections. */
    private static final int SILENT_POLLS = 30;

    private final SseEmitter emitter;
    private OptionalLong cursor;
    private boolean greeted;
    private List<RoundView> knownRounds = List.of();
    private int silentPolls;

    /** @param cursor number of the last change that the client knows; from now on if empty */
    Follower(SseEmitter emitter, OptionalLong cursor) {
        this.emitter = emitter;
        this.cursor = cursor;
    }

    @Override
    public void hear(Snapshot now) throws IOException {
        if (cursor.isPresent() && cursor.getAsLong() > now.changeNumber()) {
            beginAgain();
        }
        if (knows(now)) {
            stayAwake();
        } else {
            tell(now);
        }
    }

    @Override
    public void removed(NotFound deleted) throws IOException {
        end("deleted");
    }

    /** The stream stays open: the next poll has what this one missed. */
    @Override
    public void unknown(RuntimeException failure) {}

    /** Closes the connection; the client comes back by itself if it wants to. */
    @Override
    public void dismiss() {
        emitter.complete();
    }

    /**
     * What the client knows is not this experiment's past: it has another experiment's number, or the database was put back. It is
     * told so, and then everything: refused, a browser would come back with the same number for ever.
     */
    private void beginAgain() throws IOException {
        send(SseEmitter.event().name("reset"), Map.of("reason", "the cursor is ahead of the experiment"));
        cursor = OptionalLong.of(0);
        greeted = false;
        knownRounds = List.of();
    }

    private boolean knows(Snapshot now) {
        return greeted && cursor.isPresent() && cursor.getAsLong() == now.changeNumber();
    }

    private void tell(Snapshot now) throws IOException {
        long id = now.changeNumber();
        PointsView changed = now.trialsChangedAfter(cursor);
        if (!changed.number().isEmpty()) {
            // Without an id: a connection that breaks before the next line must not count as having heard the rest.
            send(SseEmitter.event().name("trials"), changed);
        }
        for (RoundView round : now.rounds()) {
            if (!knownRounds.contains(round)) {
                send(SseEmitter.event().name("round"), round);
            }
        }
        send(SseEmitter.event().name("experiment").id(String.valueOf(id)), now.view());
        knownRounds = now.rounds();
        cursor = OptionalLong.of(id);
        greeted = true;
        if (now.ended()) {
            end("ended");
        }
    }

    /** A word now and then, so that the connection is not taken for dead. */
    private void stayAwake() throws IOException {
        if (++silentPolls >= SILENT_POLLS) {
            emitter.send(SseEmitter.event().comment("still here"));
            silentPolls = 0;
        }
    }

    private void end(String reason) throws IOException {
        send(SseEmitter.event().name("end"), Map.of("reason", reason));
        emitter.complete();
    }

    private void send(SseEmitter.SseEventBuilder event, Object data) throws IOException {
        emitter.send(event.data(data, MediaType.APPLICATION_JSON));
        silentPolls = 0;
    }
}
