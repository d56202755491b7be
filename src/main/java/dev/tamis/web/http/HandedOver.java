package dev.tamis.web.http;

import dev.tamis.outage.Outage;
import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ConnectionLoss;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of an answer, on its way to a client: the server calls when it can take more. */
public final class HandedOver implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);

    /** What the server keeps beside its own buffer where the client takes nothing. */
    private static final int PORTION = 16 * 1024;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Pieces pieces;
    private final TimeToTake time;
    private final Runnable cut;
    private final Runnable whenOver;
    private byte[] piece;
    private int sent;
    private boolean over;

    private HandedOver(AsyncContext async, Pieces pieces, TimeToTake time, Runnable cut, Runnable whenOver)
            throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.pieces = pieces;
        this.time = time;
        this.cut = cut;
        this.whenOver = whenOver;
    }

    /**
     * Begins. What goes wrong with the first piece is thrown, and can be answered; later the connection is cut, or half of an answer
     * would look like a whole one.
     *
     * @param pieces each made once the client has taken those before
     * @param time in which the client has to take them
     * @param whenOver done once or more at the end, whichever it is; not where this throws
     */
    public static void begin(
            HttpServletRequest request, HttpServletResponse response, Pieces pieces, TimeToTake time, Runnable whenOver)
            throws IOException {
        Instant begin = time.now();
        byte[] first = pieces.next().orElseThrow();
        AsyncContext async = request.startAsync(request, response);
        HandedOver answer = new HandedOver(async, pieces, time, ConnectionCut.of(request), whenOver);
        answer.takeUp(first, begin);
        async.addListener(answer);
        answer.out.setWriteListener(answer);
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        while (!over && out.isReady()) {
            if (sent < piece.length) {
                int count = Math.min(PORTION, piece.length - sent);
                out.write(piece, sent, count);
                sent += count;
            } else {
                goOn();
            }
        }
    }

    private void goOn() throws IOException {
        Instant begin = time.now();
        Optional<byte[]> next = next();
        if (next.isPresent()) {
            takeUp(next.get(), begin);
        } else {
            over = true;
            async.complete();
        }
    }

    private void takeUp(byte[] next, Instant begin) {
        piece = next;
        sent = 0;
        async.setTimeout(time.of(next.length, begin).toMillis());
    }

    private Optional<byte[]> next() throws IOException {
        try {
            return pieces.next();
        } catch (RuntimeException failed) {
            if (ConnectionLoss.isBehind(failed)) {
                LOG.warn(
                        Outage.CONSEQUENCE,
                        "An answer breaks off because the database does not answer: {}",
                        failed.toString());
            } else if (failed instanceof Refusal) {
                LOG.debug("An answer breaks off, for what it tells of is gone: {}", failed.toString());
            } else {
                LOG.error("An answer breaks off for a reason that nobody foresaw", failed);
            }
            throw failed;
        }
    }

    /** The client is gone, or there is no more for it. */
    @Override
    public void onError(Throwable lost) {
        over();
    }

    /** Completed, or the server would render an error page into what was begun. */
    @Override
    public void onError(AsyncEvent event) {
        over();
        async.complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        cut.run();
        over();
        async.complete();
    }

    private synchronized void over() {
        over = true;
        whenOver.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        whenOver.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // happens when a request is started again, which this one never is
    }
}
