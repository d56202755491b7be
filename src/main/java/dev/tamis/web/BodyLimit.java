package dev.tamis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies above a size, before or while they are read: the server's own limits are for forms and uploads only. Uploads to
 * the one address that takes them have a limit of their own, which the server watches while it writes them to a temporary file; here
 * those are refused that say in advance that they will break it. No other address is sent forms, so that none can make the server write
 * such files.
 */
class BodyLimit extends OncePerRequestFilter {

    private final DataSize limit;
    private final DataSize uploads;
    private final HandlerExceptionResolver problems;

    /** @param uploads the limit of {@code POST /api/v1/datasets} */
    BodyLimit(DataSize limit, DataSize uploads, HandlerExceptionResolver problems) {
        this.limit = limit;
        this.uploads = uploads;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean form = isForm(request);
        DataSize most = form && takesUploads(request) ? uploads : limit;
        if (request.getContentLengthLong() > most.toBytes()) {
            problems.resolveException(request, response, null, new BodyTooLarge(most));
        } else if (form && takesUploads(request)) {
            chain.doFilter(request, response);
        } else if (form) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new HttpMediaTypeNotSupportedException(
                            MediaType.MULTIPART_FORM_DATA, List.of(MediaType.APPLICATION_JSON)));
        } else {
            chain.doFilter(new Limited(request), response);
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean takesUploads(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getRequestURI().equals(request.getContextPath() + DatasetController.PATH);
    }

    /** A request without a Content-Length tells its size only by being read. */
    private final class Limited extends HttpServletRequestWrapper {

        private ServletInputStream counting;

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counting == null) {
                counting = new Counting(super.getInputStream());
            }
            return counting;
        }
    }

    private final class Counting extends ServletInputStream {

        private final ServletInputStream body;
        private long count;

        Counting(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }

        private void count(int more) {
            count += more;
            if (count > limit.toBytes()) {
                throw new BodyTooLarge(limit);
            }
        }
    }
}
