package dev.tamis.web.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps some of the server's threads for those who ask after health and for metrics: whatever holds all the others, a process that
 * lives is not taken for dead. Others wait for a place in a {@link Line}, without a thread, so that a burst is served one after the
 * other; who has waited long, or finds the line full, is told to come again.
 */
class PlaceOfHealth extends OncePerRequestFilter implements Ordered {

    /** After whoever lets a request in: strangers hold no place in the line. Before all that may take long. */
    static final int ORDER = -2;

    /** One of so many threads is kept. */
    private static final int SHARE = 10;

    private static final String CALLED = PlaceOfHealth.class.getName();

    private final Line line;
    private final Duration patience;
    private final String actuator;
    private final HandlerExceptionResolver problems;

    /**
     * How long the line may be.
     *
     * @param clients that wait
     * @param patience of each
     */
    record Waiting(int clients, Duration patience) {}

    /**
     * @param threads that the server has
     * @param actuator the path of whatever has the kept threads
     */
    PlaceOfHealth(int threads, Waiting waiting, String actuator, HandlerExceptionResolver problems) {
        this.line = new Line(Math.max(1, threads - Math.max(1, threads / SHARE)), waiting.clients());
        this.patience = waiting.patience();
        this.actuator = actuator;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Without a connection nobody is called: a test that has none is served as it comes.
        return !ConnectionCut.isPossible(request)
                || request.getRequestURI().startsWith(request.getContextPath() + actuator + "/");
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CALLED) instanceof Turn turn) {
            request.removeAttribute(CALLED);
            if (turn.takesPlace()) {
                serveLate(new FirstLook(request), response, chain);
            } else {
                refuse(request, response);
            }
        } else if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // What goes on after it had let its thread go: it is short, and refused it would be lost.
            chain.doFilter(request, response);
        } else {
            come(request, response, chain);
        }
    }

    private void come(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Turn turn = new Turn(request, response);
        switch (line.come(turn)) {
            case IN -> serve(request, response, chain);
            case WAITS -> turn.await(patience);
            case FULL -> refuse(request, response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            line.leave();
        }
    }

    private void serveLate(FirstLook request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            serve(request, response, chain);
        } finally {
            request.over();
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) {
        problems.resolveException(request, response, null, new AllThreadsTaken());
    }

    /** One who waits. He may be called before he has begun to, and may be gone when he is. */
    private final class Turn implements Runnable, AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private AsyncContext async;
        private boolean holdsPlace;

        Turn(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        synchronized void await(Duration patience) {
            async = request.startAsync(request, response);
            async.setTimeout(patience.toMillis());
            async.addListener(this);
            if (holdsPlace) {
                goOn();
            }
        }

        /** Whoever gives his place back calls. */
        @Override
        public synchronized void run() {
            holdsPlace = true;
            if (async != null) {
                goOn();
            }
        }

        private void goOn() {
            request.setAttribute(CALLED, this);
            try {
                async.dispatch();
            } catch (IllegalStateException gone) {
                giveBack();
            }
        }

        /** @return whether there is one: he may have waited in vain */
        synchronized boolean takesPlace() {
            boolean taken = holdsPlace;
            holdsPlace = false;
            return taken;
        }

        private void giveBack() {
            if (takesPlace()) {
                line.leave();
            }
        }

        @Override
        public synchronized void onTimeout(AsyncEvent event) {
            if (line.giveUp(this)) {
                goOn();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            line.giveUp(this);
            giveBack();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            line.giveUp(this);
            giveBack();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // whoever answers may take his time, too
        }
    }

    /** A request that has waited, as if it had just come: what comes after waits for its first look at it, and has one. */
    private static final class FirstLook extends HttpServletRequestWrapper {

        private volatile boolean over;

        FirstLook(HttpServletRequest request) {
            super(request);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return over ? super.getDispatcherType() : DispatcherType.REQUEST;
        }

        void over() {
            over = true;
        }
    }
}
