package dev.tamis.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Tells of bodies that break off, or are badly chunked, by a refusal of ours. An exception of its own the server remembers: it ends the
 * answer before anybody has begun it, and whoever handles the exception finds that he cannot.
 */
class BrokenBodies extends ValveBase {

    BrokenBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        if (!(connection.getInputBuffer() instanceof Body)) {
            // For good: bodies are read after this method has returned, and the connection's next request is no other.
            connection.setInputBuffer(new Body(connection, connection.getInputBuffer()));
        }
        getNext().invoke(request, response);
    }

    private record Body(org.apache.coyote.Request connection, InputBuffer bytes) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            try {
                return bytes.doRead(handler);
            } catch (SocketTimeoutException slow) {
                throw slow;
            } catch (IOException broken) {
                throw BrokenBody.of(BodyLimit.isForm(connection.getContentType()), broken);
            }
        }

        @Override
        public int available() {
            return bytes.available();
        }
    }
}
