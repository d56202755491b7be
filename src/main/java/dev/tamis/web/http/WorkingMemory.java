package dev.tamis.web.http;

import dev.tamis.space.Refusal;
import dev.tamis.web.problem.ProblemCode;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The heap that requests may fill at a time, all of them together: bodies while they are read, and answers while they are made. Each
 * takes from it what it is about to need, by an estimate, and gives it back at its end; what is not there any more is refused, and may be
 * asked for again in a moment. A limit for each request does not do: two hundred of them may be served at a time.
 */
public final class WorkingMemory {

    /** Nobody is refused for so little: who sends a few kilobytes does not wait for those who send megabytes. */
    static final long FREE = 256 << 10;

    private static final String NAME = WorkingMemory.class.getName();
    private static final String OF_REQUEST = NAME + ".request";
    private static final String OF_ANSWER = NAME + ".answer";

    private final long total;
    private final AtomicLong taken = new AtomicLong();

    /** @param total bytes, above 0 */
    public WorkingMemory(long total) {
        this.total = total;
    }

    /** Bytes that are in use at the moment, by estimate. */
    public long taken() {
        return taken.get();
    }

    /** For one of the things that a request does: to be read, to be worked on, to be answered. */
    public Share shareOf(ServletRequest request) {
        if (request.getAttribute(OF_REQUEST) instanceof AtomicLong all) {
            return new Share(all);
        }
        AtomicLong none = new AtomicLong();
        request.setAttribute(OF_REQUEST, none);
        return new Share(none);
    }

    /** For the answer of a request, which may {@link #reserveForAnswer reserve} it beforehand. */
    Share shareOfAnswer(ServletRequest request) {
        Share share = shareOf(request);
        request.setAttribute(OF_ANSWER, share);
        return share;
    }

    /** What one request uses, or one of the things that it does. */
    public final class Share implements AutoCloseable {

        private final AtomicLong ofRequest;
        private long own;
        private long reserved;
        private boolean closed;

        private Share(AtomicLong ofRequest) {
            this.ofRequest = ofRequest;
        }

        /**
         * A request that is alone gets what it asks for, however little there is: what it may need at most is bounded elsewhere. So does
         * a small one.
         *
         * @throws Busy if there is not so much left
         */
        public synchronized void take(long bytes) {
            if (closed) {
                return; // an answer that was held back comes on another thread, and is small
            }
            long beyond = Math.max(0, bytes - reserved);
            if (beyond > 0) {
                takeNow(beyond);
            }
            reserved -= bytes - beyond;
        }

        /**
         * Takes now what will be taken later: who finds no room hears of it before his work is done.
         *
         * @throws Busy if there is not so much left
         */
        public synchronized void reserve(long bytes) {
            takeNow(bytes);
            reserved += bytes;
        }

        private void takeNow(long bytes) {
            long all = taken.addAndGet(bytes);
            long mine = ofRequest.addAndGet(bytes);
            if (all > total && all > mine && mine > FREE) {
                taken.addAndGet(-bytes);
                ofRequest.addAndGet(-bytes);
                throw new Busy();
            }
            own += bytes;
        }

        @Override
        public synchronized void close() {
            closed = true;
            taken.addAndGet(-own);
            ofRequest.addAndGet(-own);
            own = 0;
        }
    }

    /** This node's memory for requests is in use. */
    public static final class Busy extends Refusal {

        private static final long serialVersionUID = 1L;

        public Busy() {
            super(
                    ProblemCode.TOO_BUSY,
                    "This node has as many large requests at hand as its memory bears (tamis.api.memory); try again in a"
                            + " moment, or ask for less at a time.");
        }
    }

    /** The share of the request that this thread serves; everybody else's is without bounds. */
    public static void takeForRequest(long bytes) {
        if (ofThisRequest(NAME) instanceof Share share) {
            share.take(bytes);
        }
    }

    /** What the answer of this thread's request will need, by estimate. */
    public static void reserveForAnswer(long bytes) {
        if (ofThisRequest(OF_ANSWER) instanceof Share share) {
            share.reserve(bytes);
        }
    }

    private static Object ofThisRequest(String name) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null ? null : request.getAttribute(name, RequestAttributes.SCOPE_REQUEST);
    }

    static String attribute() {
        return NAME;
    }
}
