package dev.tamis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps some of the server's threads for those who ask after health and for metrics: whatever holds all the others, a process that
 * lives is not taken for dead. Others wait for a place for a moment, as a burst of short requests needs it, and no longer, for they
 * wait on the threads that are kept; then they are told to come again.
 */
class PlaceOfHealth extends OncePerRequestFilter implements Ordered {

    /** One of so many threads is kept. */
    private static final int SHARE = 10;

    private static final int PATIENCE_MILLIS = 200;

    private final Semaphore places;
    private final String actuator;
    private final HandlerExceptionResolver problems;

    /**
     * @param threads that the server has
     * @param actuator the path of whatever has the kept threads
     */
    PlaceOfHealth(int threads, String actuator, HandlerExceptionResolver problems) {
        this.places = new Semaphore(Math.max(1, threads - Math.max(1, threads / SHARE)));
        this.actuator = actuator;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + actuator + "/");
    }

    /** Not for what goes on after it had let its thread go: it is short, and refused it would be lost. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isAPlaceFound()) {
            problems.resolveException(request, response, null, new AllThreadsTaken());
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean isAPlaceFound() {
        try {
            return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
