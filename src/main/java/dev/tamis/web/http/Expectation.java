package dev.tamis.web.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;

/**
 * Tells who asks before sending a body ({@code Expect: 100-continue}) to go on when somebody wants the body, and not before: what is
 * refused by its head alone, as too large or nobody's, is refused at once. The server itself does so where a body is read by a thread
 * that waits for it; where the server shall call when something has come, nothing ever would.
 */
class Expectation extends ValveBase {

    private static final String ATTRIBUTE = Expectation.class.getName();

    Expectation() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        if (connection.hasExpectation()) {
            Runnable goOn = () -> {
                connection.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
                connection.setExpectation(false); // which is told once
            };
            request.setAttribute(ATTRIBUTE, goOn);
        }
        getNext().invoke(request, response);
    }

    /** Lets a client send its body, if it waits to hear so. */
    static void meet(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable goOn) {
            request.removeAttribute(ATTRIBUTE);
            goOn.run();
        }
    }
}
