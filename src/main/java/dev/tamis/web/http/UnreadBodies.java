package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.RestOfBody;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Reads what is left of a body that was refused, for a client that is cut off while it sends never hears why; but only for so many
 * clients at a time, and for a time that the bytes earn. The server by itself would read on, with a thread, for as long as a client
 * likes to send.
 */
class UnreadBodies extends ValveBase {

    private static final int MOST = 16;
    private static final int MOST_OF_ONE = 8;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long NANOS_PER_BYTE = 30_000;

    private final Places places = new Places(MOST, MOST_OF_ONE);

    UnreadBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable leave = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        RestOfBody.canBeLeft(request, leave);
        getNext().invoke(request, response);
        if (!request.isAsync() && !isRead(request) && !drained(request, response)) {
            leave.run();
        }
    }

    private static boolean isRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    private boolean drained(Request request, Response response) {
        Places.Place place;
        try {
            place = places.take(request.getRemoteAddr(), TooManyUploads::new);
        } catch (Refusal full) {
            return false;
        }
        try {
            response.finishResponse();
            return drained(request.getStream());
        } catch (IOException | IllegalStateException | BrokenBody cut) {
            return false;
        } finally {
            place.close();
        }
    }

    private static boolean drained(InputStream rest) throws IOException {
        byte[] piece = new byte[1 << 14];
        long begin = System.nanoTime();
        long bytes = 0;
        for (int count = 0; count >= 0; count = rest.read(piece)) {
            bytes += count;
            if (System.nanoTime() - begin > PATIENCE_NANOS + bytes * NANOS_PER_BYTE) {
                return false;
            }
        }
        return true;
    }
}
