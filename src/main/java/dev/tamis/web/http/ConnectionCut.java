package dev.tamis.web.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets whoever answers cut the connection. The servlet API can only complete an answer, for which the server waits until the
 * client has taken the rest: with a thread, and for as long as a client that does not read likes.
 */
public class ConnectionCut extends ValveBase {

    private static final String ATTRIBUTE = ConnectionCut.class.getName();

    ConnectionCut() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable cut = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        request.setAttribute(ATTRIBUTE, cut);
        getNext().invoke(request, response);
    }

    /** Whether the request's connection can be cut: not where the server is not ours, as in tests that have none. */
    static boolean isPossible(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Runnable;
    }

    /** What cuts the request's connection, from any thread; does nothing where the server is not ours. */
    public static Runnable of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Runnable cut ? cut : () -> {};
    }
}
