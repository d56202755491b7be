package dev.tamis.web.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A body that a thread reads, and that has to come at a pace: after its patience, so many bytes must have come as the time since
 * then earns. What a client says of its size is no measure, for that can be anything.
 */
final class UploadPace implements InputBuffer {

    private final InputBuffer body;
    private final Duration patience;
    private final InstantSource steady;
    private final Instant begin;
    private long bytes;

    UploadPace(InputBuffer body, Duration patience, InstantSource steady) {
        this.body = body;
        this.patience = patience;
        this.steady = steady;
        this.begin = steady.instant();
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        int count = read(handler);
        bytes += Math.max(0, count);
        if (Duration.between(begin, steady.instant()).compareTo(SlowBodies.timeFor(bytes, patience)) > 0) {
            throw new BodyTooSlow(patience);
        }
        return count;
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        try {
            return body.doRead(handler);
        } catch (SocketTimeoutException nothing) {
            throw new BodyTooSlow(patience);
        }
    }

    @Override
    public int available() {
        return body.available();
    }
}
