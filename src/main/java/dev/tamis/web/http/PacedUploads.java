package dev.tamis.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;

/**
 * Keeps uploads to a pace ({@link UploadPace}). The server reads forms by itself, below what a filter could wrap, and asks only
 * that some byte comes every now and then.
 */
class PacedUploads extends ValveBase {

    private final Duration patience;
    private final InstantSource steady;

    PacedUploads(Duration patience, InstantSource steady) {
        super(true);
        this.patience = patience;
        this.steady = steady;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!BodyLimit.takesUpload(request.getRequest())) {
            getNext().invoke(request, response);
            return;
        }
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        InputBuffer body = connection.getInputBuffer();
        connection.setInputBuffer(new UploadPace(body, patience, steady));
        try {
            getNext().invoke(request, response);
        } finally {
            connection.setInputBuffer(body); // which the connection's next request reads from, too
        }
    }
}
