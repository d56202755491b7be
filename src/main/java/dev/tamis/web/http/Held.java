package dev.tamis.web.http;

/** What people have at a node at the moment, and give back as they go. */
public interface Held {

    /** What there is of that kind. */
    enum Kind {
        /** Event streams that are open. */
        STREAMS,
        /** Requests that wait for a change. */
        WAITS
    }

    Kind kind();

    /** How many somebody has here. */
    int by(String person);
}
