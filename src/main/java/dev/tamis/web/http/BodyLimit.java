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
 * files; archives go to files of ours, and have a limit of their own as well.
 */
class BodyLimit extends OncePerRequestFilter {

    /** Bytes of heap for each byte of a body: as it comes, put together, and as a text. Of archives, which go to a file, there are none. */
    private static final int COPIES = 6;

    private final Limits limits;
    private final WorkingMemory memory;
    private final HandlerExceptionResolver problems;

    /**
     * @param ordinary of all that have no limit of their own
     * @param uploads of {@code POST /api/v1/datasets}
     * @param broughtTrials of {@code POST /api/v1/range-suggestions}
     * @param archives of {@code POST /api/v1/restore}
     */
    record Limits(Limit ordinary, Limit uploads, Limit broughtTrials, Limit archives) {}

    /** @param memory what bodies are read into */
    BodyLimit(Limits limits, WorkingMemory memory, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.memory = memory;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean form = isForm(request.getContentType());
        Limit most = form && takesUploads(request) ? limits.uploads() : limitOf(request);
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
                int copies = takesArchive(request) ? 0 : COPIES;
                chain.doFilter(form ? request : new Limited(request, most, share, copies), response);
            }
        }
    }

    /** How many bytes the body of a request may have. */
    long of(HttpServletRequest request) {
        return limitOf(request).bytes();
    }

    /** Whether its body goes to a file, and may be larger than memory. */
    static boolean takesUpload(HttpServletRequest request) {
        return isForm(request.getContentType()) && takesUploads(request) || takesArchive(request);
    }

    private static boolean takesArchive(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith(LargeBodies.ARCHIVE)
                && posts(request, LargeBodies.RESTORES);
    }

    /** @param type of a body; may be null */
    static boolean isForm(String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean takesUploads(HttpServletRequest request) {
        return posts(request, LargeBodies.UPLOADS);
    }

    private Limit limitOf(HttpServletRequest request) {
        if (takesArchive(request)) {
            return limits.archives();
        }
        return posts(request, LargeBodies.BROUGHT_TRIALS) ? limits.broughtTrials() : limits.ordinary();
    }

    private static boolean posts(HttpServletRequest request, String path) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(request.getContextPath() + path);
    }

    /** A request without a Content-Length tells its size only by being read. */
    private static final class Limited extends HttpServletRequestWrapper {

        private final Limit most;
        private final WorkingMemory.Share share;
        private final int copies;
        private ServletInputStream counting;

        Limited(HttpServletRequest request, Limit most, WorkingMemory.Share share, int copies) {
            super(request);
            this.most = most;
            this.share = share;
            this.copies = copies;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counting == null) {
                counting = new Counting(super.getInputStream(), most, share, copies);
            }
            return counting;
        }
    }

    private static final class Counting extends ServletInputStream {

        private final ServletInputStream body;
        private final Limit most;
        private final WorkingMemory.Share share;
        private final int copies;
        private long count;

        Counting(ServletInputStream body, Limit most, WorkingMemory.Share share, int copies) {
            this.body = body;
            this.most = most;
            this.share = share;
            this.copies = copies;
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
            share.take((long) copies * more);
        }
    }
}
