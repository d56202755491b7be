package dev.tamis.web.http;

import dev.tamis.web.problem.RestOfBody;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets a request wait for its body without a thread: what is there is read, and where something is missing the server calls when
 * more has come. A body has a time by which it must be whole. So clients that send slowly, however many, keep nobody from being
 * served. Uploads are not gathered here, which are too large; they have places of their own.
 */
class SlowBodies extends OncePerRequestFilter implements Ordered {

    /** After whoever lets a request in, before all that looks at bodies. */
    private static final int ORDER = 0;

    private static final String GATHERED = SlowBodies.class.getName();
    private static final String AND_TAKEN = "taken";

    private static final int PIECE = 8 * 1024;

    private static final long SLOWEST_BYTES_PER_SECOND = 32 * 1024;

    private final BodyLimit limits;
    private final WorkingMemory memory;
    private final Places uploads;
    private final Duration patience;
    private final HandlerExceptionResolver problems;

    /**
     * @param memory where bodies that wait are kept
     * @param uploads how many may be read at a time, each with a thread
     * @param patience what a body may take beside its time by size: phones in tunnels
     */
    SlowBodies(
            BodyLimit limits,
            WorkingMemory memory,
            Places uploads,
            Duration patience,
            HandlerExceptionResolver problems) {
        this.limits = limits;
        this.memory = memory;
        this.uploads = uploads;
        this.patience = patience;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(GATHERED) instanceof Gathering body) {
            request.setAttribute(GATHERED, AND_TAKEN);
            try {
                goOn(body, request, response, chain);
            } finally {
                body.share.close();
            }
        } else if (request.getAttribute(GATHERED) != null) {
            chain.doFilter(request, response); // whose handler has waited, and comes again with the answer
        } else if (BodyLimit.takesUpload(request)) {
            upload(request, response, chain);
        } else if (hasBody(request) && request.getContentLengthLong() <= limits.of(request)) {
            gather(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void goOn(Gathering body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (body.failure == null) {
            chain.doFilter(new Whole(request, body.bytes), response);
        } else {
            problems.resolveException(request, response, null, body.failure);
            RestOfBody.leave(request);
        }
    }

    private void upload(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Places.Place place;
        try {
            place = uploads.take(request.getRemoteAddr(), TooManyUploads::new);
        } catch (TooManyUploads | TooManyOfOne full) {
            problems.resolveException(request, response, null, full);
            return;
        }
        try (place) {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
    }

    private void gather(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ServletInputStream in = request.getInputStream();
        int buffered = in.available();
        if (buffered >= request.getContentLengthLong() && request.getContentLengthLong() > 0) {
            chain.doFilter(request, response);
            return;
        }
        Expectation.meet(request);
        long size = Math.max(0, request.getContentLengthLong());
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(timeFor(size, patience).toMillis());
        Gathering body = new Gathering(request, async, in, limits.of(request), patience, memory.shareOf(request));
        async.addListener(body);
        in.setReadListener(body);
    }

    static Duration timeFor(long bytes, Duration patience) {
        return patience.plusMillis(1000 * bytes / SLOWEST_BYTES_PER_SECOND);
    }

    /** A body on its way. */
    private static final class Gathering implements ReadListener, AsyncListener {

        private final HttpServletRequest request;
        private final AsyncContext async;
        private final ServletInputStream in;
        private final long most;
        private final Duration patience;
        private final WorkingMemory.Share share;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final byte[] piece = new byte[PIECE];
        private Exception failure;
        private boolean over;

        Gathering(
                HttpServletRequest request,
                AsyncContext async,
                ServletInputStream in,
                long most,
                Duration patience,
                WorkingMemory.Share share) {
            this.request = request;
            this.async = async;
            this.in = in;
            this.most = most;
            this.patience = patience;
            this.share = share;
        }

        @Override
        public synchronized void onDataAvailable() throws IOException {
            try {
                while (!over && in.isReady() && !in.isFinished()) {
                    int count = in.read(piece);
                    if (count < 0) {
                        return;
                    }
                    take(count);
                }
            } catch (BrokenBody broken) {
                goOn(broken);
            }
        }

        private void take(int count) {
            try {
                share.take(count);
                bytes.write(piece, 0, count);
                if (bytes.size() > most) {
                    goOn(null); // and whoever looks at it refuses it
                }
            } catch (WorkingMemory.Busy full) {
                goOn(full);
            }
        }

        @Override
        public synchronized void onAllDataRead() {
            goOn(null);
        }

        private void goOn(Exception why) {
            if (!over) {
                over = true;
                failure = why;
                request.setAttribute(GATHERED, this);
                async.dispatch();
            }
        }

        @Override
        public synchronized void onTimeout(AsyncEvent event) {
            goOn(new BodyTooSlow(patience));
        }

        @Override
        public synchronized void onError(Throwable lost) {
            over = true;
            share.close();
        }

        @Override
        public synchronized void onError(AsyncEvent event) {
            over = true;
            share.close();
            async.complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            share.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // whoever answers may take his time, too
        }
    }

    /** A request whose body is there, as if it had come at once. */
    private static final class Whole extends HttpServletRequestWrapper {

        private final Bytes body;

        Whole(HttpServletRequest request, ByteArrayOutputStream bytes) {
            super(request);
            this.body = new Bytes(bytes.toByteArray());
        }

        /** What comes after waits for its first look at the request. */
        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is there already");
        }
    }
}
