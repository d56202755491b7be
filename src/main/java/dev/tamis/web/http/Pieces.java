package dev.tamis.web.http;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The body of an answer that is made while it is taken. */
@FunctionalInterface
public interface Pieces {

    /** @return the next piece, never changed any more; empty after the last */
    Optional<byte[]> next() throws IOException;

    /** @param body that is there */
    static Pieces of(byte[] body) {
        Iterator<byte[]> only = List.of(body).iterator();
        return () -> only.hasNext() ? Optional.of(only.next()) : Optional.empty();
    }
}
