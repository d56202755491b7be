package dev.tamis.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client that follows an experiment, and what it has been told. Used by one thread at a time. */
class Follower {

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

    OptionalLong cursor() {
        return cursor;
    }

    boolean knows(ChangeReader.Snapshot now) {
        return greeted
                && cursor.isPresent()
                && cursor.getAsLong() == now.experiment().changeNumber();
    }

    void hear(ChangeReader.Snapshot now, PointsView changed) throws IOException {
        long id = now.experiment().changeNumber();
        if (!changed.number().isEmpty()) {
            // Without an id: a connection that breaks before the next line must not count as having heard the rest.
            send(SseEmitter.event().name("trials"), changed);
        }
        for (RoundView round : now.rounds()) {
            if (!knownRounds.contains(round)) {
                send(SseEmitter.event().name("round"), round);
            }
        }
        send(SseEmitter.event().name("experiment").id(String.valueOf(id)), now.experiment());
        knownRounds = now.rounds();
        cursor = OptionalLong.of(id);
        greeted = true;
        if (now.ended()) {
            end("ended");
        }
    }

    /** A word now and then, so that the connection is not taken for dead. */
    void stayAwake() throws IOException {
        if (++silentPolls >= SILENT_POLLS) {
            emitter.send(SseEmitter.event().comment("still here"));
            silentPolls = 0;
        }
    }

    void end(String reason) throws IOException {
        send(SseEmitter.event().name("end"), Map.of("reason", reason));
        emitter.complete();
    }

    /** Closes the connection; the client comes back by itself if it wants to. */
    void dismiss() {
        emitter.complete();
    }

    private void send(SseEmitter.SseEventBuilder event, Object data) throws IOException {
        emitter.send(event.data(data, MediaType.APPLICATION_JSON));
        silentPolls = 0;
    }
}
