package dev.tamis.web.event;

import dev.tamis.SteadyTime;
import dev.tamis.web.http.ConnectionCut;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * An answer that goes on, and for which nobody ever waits: what a client has not yet taken stays here, and the server calls when
 * it can take more. Who sends looks first whether the client has taken what it was sent before.
 */
class EventStream implements WriteListener, AsyncListener {

    /** What nginx and those who follow its example take for "hand on each event as it comes". */
    private static final String UNBUFFERED = "X-Accel-Buffering";

    /** What the server keeps beside its own buffer where the client takes nothing. */
    private static final int PIECE = 16 * 1024;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Runnable cut;
    private final SteadyTime steady;
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    /** Of the first that waits. */
    private int sent;

    private boolean writable;
    private boolean flushed = true;
    private boolean ending;
    private boolean over;
    private boolean idle = true;
    private Instant moved;
    private Runnable whenOver = () -> {};

    private EventStream(AsyncContext async, ServletOutputStream out, Runnable cut, SteadyTime steady) {
        this.async = async;
        this.out = out;
        this.cut = cut;
        this.steady = steady;
        this.moved = steady.instant();
    }

    /**
     * Begins to answer.
     *
     * @param longest after which the client has to come again
     * @param steady that tells how long a client takes nothing
     */
    static EventStream answering(
            HttpServletRequest request, HttpServletResponse response, Duration longest, SteadyTime steady)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(UNBUFFERED, "no");
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(longest.toMillis());
        EventStream stream = new EventStream(async, response.getOutputStream(), ConnectionCut.of(request), steady);
        async.addListener(stream);
        return stream;
    }

    /** Lets the server call. Until then everything waits. */
    void open() {
        out.setWriteListener(this);
    }

    /** @param task done once, when nothing can be sent any more, whyever */
    synchronized void whenOver(Runnable task) {
        whenOver = task;
    }

    /** Whether the client has taken all that it was sent. */
    synchronized boolean isIdle() {
        return idle;
    }

    /** For how long the client has taken nothing of what waits for it. */
    synchronized Duration stuckFor() {
        return idle ? Duration.ZERO : Duration.between(moved, steady.instant());
    }

    /**
     * @param parts sent one after the other; never changed any more
     * @throws IOException if the client is gone
     */
    synchronized void send(Collection<byte[]> parts) throws IOException {
        if (idle) {
            moved = steady.instant();
            idle = false;
        }
        waiting.addAll(parts);
        push();
    }

    /**
     * Ends the answer once the client has taken what waits.
     *
     * @throws IOException if the client is gone
     */
    synchronized void end() throws IOException {
        ending = true;
        push();
    }

    /**
     * Ends the answer now, whatever waits. What is over is left alone: the server may have given what belonged to its connection to
     * another one by now.
     */
    void cut() {
        synchronized (this) {
            if (over) {
                return;
            }
            cut.run();
        }
        over();
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        writable = true;
        push();
    }

    private void push() throws IOException {
        while (writable && !over && out.isReady()) {
            moved = steady.instant();
            if (!waiting.isEmpty()) {
                write(waiting.peek());
            } else if (!flushed) {
                out.flush();
                flushed = true;
            } else {
                idle = true;
                if (ending) {
                    over = true;
                    async.complete();
                }
            }
            if (idle) {
                return;
            }
        }
    }

    private void write(byte[] part) throws IOException {
        int count = Math.min(PIECE, part.length - sent);
        out.write(part, sent, count);
        flushed = false;
        sent += count;
        if (sent == part.length) {
            waiting.poll();
            sent = 0;
        }
    }

    private void over() {
        Runnable task;
        synchronized (this) {
            over = true;
            waiting.clear();
            task = whenOver;
            whenOver = () -> {};
        }
        task.run();
    }

    @Override
    public void onError(Throwable lost) {
        over();
    }

    /** Completed, or the server would render an error page into the stream. */
    @Override
    public void onError(AsyncEvent event) {
        over();
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (isIdle()) {
            async.complete();
        } else {
            cut();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // happens when a request is dispatched and started again, which this one never is
    }
}
