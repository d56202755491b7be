package dev.tamis.access;

import dev.tamis.space.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Counts who asks how often. What the door refuses counts like what it lets in: trying costs the service as much as asking. */
public interface RequestCount {

    /**
     * Counts a request, of whoever it is known to be of by then, and tells in the answer how many are left.
     *
     * @throws Refusal if it is one too many
     */
    void count(HttpServletRequest request, HttpServletResponse response);
}
