package dev.tamis.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The body of an answer, on its way to a client: the server calls when it can take more. */
final class HandedOver implements WriteListener, AsyncListener {

    /** What the server keeps beside its own buffer where the client takes nothing. */
    private static final int PIECE = 16 * 1024;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final byte[] body;
    private final Runnable cut;
    private final Runnable whenOver;
    private int sent;
    private boolean over;

    private HandedOver(AsyncContext async, ServletOutputStream out, byte[] body, Runnable cut, Runnable whenOver) {
        this.async = async;
        this.out = out;
        this.body = body;
        this.cut = cut;
        this.whenOver = whenOver;
    }

    /**
     * Begins.
     *
     * @param async whose timeout is what the client has to take it all
     * @param cut ends the connection of a client that has not
     * @param whenOver done once or more at the end, whichever it is
     */
    static void begin(AsyncContext async, byte[] body, Runnable cut, Runnable whenOver) throws IOException {
        ServletOutputStream out = async.getResponse().getOutputStream();
        HandedOver answer = new HandedOver(async, out, body, cut, whenOver);
        async.addListener(answer);
        out.setWriteListener(answer);
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        while (!over && out.isReady()) {
            if (sent == body.length) {
                over = true;
                async.complete();
            } else {
                int count = Math.min(PIECE, body.length - sent);
                out.write(body, sent, count);
                sent += count;
            }
        }
    }

    /** The client is gone. */
    @Override
    public void onError(Throwable lost) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        cut.run();
        end();
    }

    private synchronized void end() {
        whenOver.run();
        if (!over) {
            over = true;
            async.complete();
        }
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
