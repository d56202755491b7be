package dev.tamis.web.problem;

import jakarta.servlet.ServletRequest;

/** What has not been read of a body when it is refused: it is read first (the client may still send), unless somebody says to leave it. */
public final class RestOfBody {

    private static final String ATTRIBUTE = RestOfBody.class.getName();

    private RestOfBody() {}

    /** @param leaving what makes the server close the connection after the answer, whatever the client still wants to send */
    public static void canBeLeft(ServletRequest request, Runnable leaving) {
        request.setAttribute(ATTRIBUTE, leaving);
    }

    /** Leaves it, where the server is ours. */
    public static void leave(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable leaving) {
            leaving.run();
        }
    }
}
