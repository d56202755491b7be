package dev.tamis.web.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A number of places, and those who wait for one, first come, first served. Whoever waits holds no thread: he is called. Safe to use
 * from many threads.
 */
final class Line {

    private final int longest;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    /** What became of somebody who came. */
    enum Answer {
        /** He has a place, and gives it back. */
        IN,
        /** He is called when he has one. */
        WAITS,
        /** There is no room to wait. */
        FULL
    }

    /** @param longest how many may wait */
    Line(int places, int longest) {
        this.free = places;
        this.longest = longest;
    }

    /** @param call run by whoever gives back the place that is then one's own; it must not fail */
    synchronized Answer come(Runnable call) {
        if (free > 0) {
            free--;
            return Answer.IN;
        }
        if (waiting.size() >= longest) {
            return Answer.FULL;
        }
        waiting.add(call);
        return Answer.WAITS;
    }

    /** Gives a place back: to the first who waits. */
    void leave() {
        Runnable next = next();
        if (next != null) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    /** @return whether he was still waiting, and is no longer; otherwise he has been called */
    synchronized boolean giveUp(Runnable call) {
        return waiting.removeIf(each -> each == call);
    }
}
