package dev.tamis.web.http;

import dev.tamis.web.problem.BodyTooLarge;
import dev.tamis.web.problem.BodyTooLarge.Limit;
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
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses bodies above a size, before or while they are read: the server's own limits are for forms and uploads only. Trials
 * that clients bring have a limit of their own, because there may be 100,000 of them. Uploads to the one address that takes
 * them have a limit of their own, which the server watches while it writes them to a temporary file; here those are refused
 * that say in advance that they will break it. No other address is sent forms, so that none can make the server write such
 * files.
 */
class BodyLimit extends OncePerRequestFilter {

    private final Limit limit;
    private final Limit uploads;
    private final Limit broughtTrials;
    private final WorkingMemory memory;
    private final HandlerExceptionResolver problems;

    /**
     * @param limit of all that have no limit of their own
     * @param uploads the limit of {@code POST /api/v1/datasets}
     * @param broughtTrials the limit of {@code POST /api/v1/range-suggestions}
     * @param memory what bodies are read into
     */
    BodyLimit(
            Limit limit, Limit uploads, Limit broughtTrials, WorkingMemory memory, HandlerExceptionResolver problems) {
        this.memory = memory;
        this.limit = limit;
        this.uploads = uploads;
        this.broughtTrials = broughtTrials;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean form = isForm(request.getContentType());
        Limit most = form && takesUploads(request) ? uploads : limitOf(request);
        if (request.getContentLengthLong() > most.bytes()) {
            problems.resolveException(request, response, null, new BodyTooLarge(most));
        } else if (form && !takesUploads(request)) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new HttpMediaTypeNotSupportedException(
                            MediaType.MULTIPART_FORM_DATA, List.of(MediaType.APPLICATION_JSON)));
        } else {
            try (WorkingMemory.Share share = memory.shareOf(request)) {
                request.setAttribute(WorkingMemory.attribute(), share);
                chain.doFilter(form ? request : new Limited(request, most, share), response);
            }
        }
    }

    /** How many bytes the body of a request may have. */
    long of(HttpServletRequest request) {
        return limitOf(request).bytes();
    }

    static boolean takesUpload(HttpServletRequest request) {
        return isForm(request.getContentType()) && takesUploads(request);
    }

    /** @param type of a body; may be null */
    static boolean isForm(String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean takesUploads(HttpServletRequest request) {
        return posts(request, LargeBodies.UPLOADS);
    }

    private Limit limitOf(HttpServletRequest request) {
        return posts(request, LargeBodies.BROUGHT_TRIALS) ? broughtTrials : limit;
    }

    private static boolean posts(HttpServletRequest request, String path) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(request.getContextPath() + path);
    }

    /** A request without a Content-Length tells its size only by being read. */
    private static final class Limited extends HttpServletRequestWrapper {

        private final Limit most;
        private final WorkingMemory.Share share;
        private ServletInputStream counting;

        Limited(HttpServletRequest request, Limit most, WorkingMemory.Share share) {
            super(request);
            this.most = most;
            this.share = share;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counting == null) {
                counting = new Counting(super.getInputStream(), most, share);
            }
            return counting;
        }
    }

    private static final class Counting extends ServletInputStream {

        /** Bytes of heap for each byte of a body: as it comes, put together, and as a text. */
        private static final int COPIES = 6;

        private final ServletInputStream body;
        private final Limit most;
        private final WorkingMemory.Share share;
        private long count;

        Counting(ServletInputStream body, Limit most, WorkingMemory.Share share) {
            this.body = body;
            this.most = most;
            this.share = share;
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
            if (count > most.bytes()) {
                throw new BodyTooLarge(most);
            }
            share.take((long) COPIES * more);
        }
    }
}
