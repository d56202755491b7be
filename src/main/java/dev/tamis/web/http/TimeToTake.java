package dev.tamis.web.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a client may take for an answer: a patience, and a second for each 32 KB. Where an answer is made piece by piece, the time
 * that the making takes is not the client's, and who has taken much at once may not leave the last piece for hours.
 */
final class TimeToTake {

    private final Duration patience;
    private final InstantSource steady;
    private final Instant begin;
    private Duration making = Duration.ZERO;
    private long bytes;

    TimeToTake(Duration patience, InstantSource steady) {
        this.patience = patience;
        this.steady = steady;
        this.begin = steady.instant();
    }

    /**
     * @param piece that is made now and taken next, in bytes
     * @param madeSince when its making began
     * @return when it must be taken, since the beginning of the answer
     */
    Duration of(long piece, Instant madeSince) {
        Instant now = steady.instant();
        making = making.plus(Duration.between(madeSince, now));
        bytes += piece;
        Duration ofAll = SlowBodies.timeFor(bytes, patience).plus(making);
        Duration ofPiece = Duration.between(begin, now).plus(SlowBodies.timeFor(piece, patience));
        return ofAll.compareTo(ofPiece) < 0 ? ofAll : ofPiece;
    }

    Instant now() {
        return steady.instant();
    }
}
