package dev.tamis.web.problem;

import jakarta.servlet.ServletRequest;

/** What has not been read of a body when it is refused: it is read first (the client may still send), unless somebody says to leave it. */
public final class RestOfBody {

    private static final String ATTRIBUTE = RestOfBody.class.getName();

    private RestOfBody() {}

    /** The server's side of it. */
    public interface Rest {

        /** Makes the server close the connection after the answer, whatever the client still wants to send. */
        void leave();

        /** Whether so much may be left that the connection will end with the answer, which then has to say so. */
        boolean isMuch();
    }

    /** @param rest of this request's body */
    public static void canBeLeft(ServletRequest request, Rest rest) {
        request.setAttribute(ATTRIBUTE, rest);
    }

    /** Leaves it, where the server is ours. */
    public static void leave(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Rest rest) {
            rest.leave();
        }
    }

    /** Whether an answer that is given now is the connection's last. */
    static boolean isMuch(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Rest rest && rest.isMuch();
    }
}
