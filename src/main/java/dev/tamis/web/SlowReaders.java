package dev.tamis.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.WebUtils;

/**
 * Lets an answer wait for its client without a thread: it is gathered, and what does not fit the buffers of a connection is handed
 * over as the client takes it, within a time by its size. So clients that read slowly, however many, keep nobody from being served.
 * Events have a stream of their own. Exports are not gathered, which are too large; they have a few places.
 */
class SlowReaders extends OncePerRequestFilter implements Ordered {

    /** Inside of {@link PlaceOfHealth}, whose places are for those who are being served; around all that answers. */
    private static final int ORDER = -1;

    private static final String EVENTS = "/events";
    private static final String EXPORT = "/export";

    /** What the kernel takes at once, unless the client has not read what it was sent before. */
    private static final int AT_ONCE = 16 * 1024;

    /** What a client may take beside its time by size: phones in tunnels. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkingMemory memory;
    private final Places exports;
    private final HandlerExceptionResolver problems;

    /**
     * @param memory where answers that wait are kept
     * @param exports how many may be written at a time, each with a thread
     */
    SlowReaders(WorkingMemory memory, Places exports, HandlerExceptionResolver problems) {
        this.memory = memory;
        this.exports = exports;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return path(request).endsWith(EVENTS);
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (path(request).endsWith(EXPORT)) {
            export(request, response, chain);
            return;
        }
        // Whoever has waited for a body or a change comes again with the answer that was begun.
        Gathered begun = WebUtils.getNativeResponse(response, Gathered.class);
        Gathered answer = begun == null ? new Gathered(response, memory.new Share()) : begun;
        boolean kept = false;
        try {
            chain.doFilter(request, begun == null ? answer : response);
            kept = request.isAsyncStarted() || give(request, answer);
        } finally {
            if (!kept) {
                answer.share().close();
            }
        }
    }

    /** As handlers are chosen by it: an address can be written in many ways. */
    private static String path(HttpServletRequest request) {
        return UrlPathHelper.defaultInstance.getPathWithinApplication(request);
    }

    private void export(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Places.Place place;
        try {
            place = exports.take(request.getRemoteAddr(), AllThreadsTaken::new);
        } catch (AllThreadsTaken | TooManyOfOne full) {
            problems.resolveException(request, response, null, full);
            return;
        }
        try (place) {
            chain.doFilter(request, response);
        }
    }

    /** @return whether the answer is still on its way */
    private boolean give(HttpServletRequest request, Gathered answer) throws IOException {
        if (answer.getContentSize() <= AT_ONCE || !ConnectionCut.isPossible(request)) {
            answer.copyBodyToResponse();
            return false;
        }
        byte[] body = answer.getContentAsByteArray();
        answer.original().setContentLength(body.length);
        AsyncContext async = request.startAsync(request, answer.original());
        async.setTimeout(SlowBodies.timeFor(body.length, PATIENCE).toMillis());
        HandedOver.begin(async, body, ConnectionCut.of(request), answer.share()::close);
        return true;
    }
}
