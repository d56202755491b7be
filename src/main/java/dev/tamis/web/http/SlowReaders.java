package dev.tamis.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets an answer wait for its client without a thread: it is gathered, and what does not fit the buffers of a connection is handed
 * over as the client takes it, within a time by its size. So clients that read slowly, however many, keep nobody from being served.
 * Who answers events or an export writes past it ({@link Gathered#original(HttpServletResponse)}), for these have no end or are too large.
 */
class SlowReaders extends OncePerRequestFilter implements Ordered {

    /** Inside of {@link PlaceOfHealth}, whose places are for those who are being served; around all that answers. */
    private static final int ORDER = -1;

    /** What the kernel takes at once, unless the client has not read what it was sent before. */
    private static final int AT_ONCE = 16 * 1024;

    private final WorkingMemory memory;
    private final Readers readers;

    /** @param memory where answers that wait are kept */
    SlowReaders(WorkingMemory memory, Readers readers) {
        this.memory = memory;
        this.readers = readers;
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
        // Whoever has waited for a body or a change comes again with the answer that was begun.
        Gathered begun = WebUtils.getNativeResponse(response, Gathered.class);
        Gathered answer = begun == null ? new Gathered(response, memory.shareOfAnswer(request)) : begun;
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

    /** @return whether the answer is still on its way */
    private boolean give(HttpServletRequest request, Gathered answer) throws IOException {
        if (answer.getContentSize() <= AT_ONCE || !ConnectionCut.isPossible(request)) {
            answer.copyBodyToResponse();
            return false;
        }
        byte[] body = answer.getContentAsByteArray();
        answer.original().setContentLength(body.length);
        HandedOver.begin(request, answer.original(), Pieces.of(body), readers.time(), answer.share()::close);
        return true;
    }
}
