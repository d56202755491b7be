package dev.tamis.web.http;

import dev.tamis.web.problem.RestOfBody;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Goes on with a connection whose request was refused before its body was read, where all of the body has come by then. Otherwise nothing
 * more is read: the answer says that the connection ends with it, and so it does. The server by itself would read on, with a thread, for
 * as long as a client likes to send.
 *
 * <p>Tried and rejected: to read the rest for clients that listen only when they have sent all. As many of them as there are places for
 * each hold a thread for as long as their bytes come, and with ten threads nobody else was answered.
 */
class UnreadBodies extends ValveBase {

    UnreadBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Unread rest = new Unread(request.getCoyoteRequest());
        RestOfBody.canBeLeft(request, rest);
        getNext().invoke(request, response);
        if (request.isAsync() || !rest.isLeft() && rest.isNone()) {
            return;
        }
        // First, for what the server is told to leave is an error to it, and it would write a second answer behind one
        // that can be added to.
        response.finishResponse();
        if (rest.isLeft() || rest.isMuch()) {
            rest.end();
            response.setErrorReported();
        } else {
            rest.read();
        }
    }

    /** Looked at below the request's own stream, which the server closes with the answer. */
    private static final class Unread implements RestOfBody.Rest {

        private final org.apache.coyote.Request request;
        private boolean left;

        Unread(org.apache.coyote.Request request) {
            this.request = request;
        }

        boolean isNone() {
            AtomicBoolean read = new AtomicBoolean();
            request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
            return read.get();
        }

        @Override
        public boolean isMuch() {
            if (isNone()) {
                return false;
            }
            request.action(ActionCode.AVAILABLE, true);
            long length = request.getContentLengthLong();
            return length < 0 || request.getAvailable() < length - request.getBytesRead();
        }

        @Override
        public void leave() {
            left = true;
        }

        boolean isLeft() {
            return left;
        }

        /** With the connection. */
        void end() {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }

        /** Waits for nobody. */
        void read() throws IOException {
            Nowhere nowhere = new Nowhere();
            while (!isNone() && request.doRead(nowhere) >= 0) {
                // it is of no use
            }
        }
    }

    /** Is shown each piece that has come. */
    private static final class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer piece = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            piece = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return piece;
        }

        @Override
        public void expand(int size) {
            // it keeps nothing
        }
    }
}
