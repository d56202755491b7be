package dev.tamis.web.answer;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.web.http.WorkingMemory;

/** How much a page of things that clients have described may hold: a thousand small ones, or a few large ones. */
public final class PageSize {

    /** Characters of JSON. */
    static final long MOST = 8_000_000;

    /** Bytes of heap for each character: as it is stored, as values, and as it is sent. */
    private static final int COPIES = 10;

    private PageSize() {}

    /**
     * @param characters that the page would hold
     * @throws InvalidField {@code size}, if it is too much for one answer
     * @throws WorkingMemory.Busy if there is no room at the moment
     */
    public static void check(long characters) {
        if (characters > MOST) {
            throw new InvalidField(
                    "size",
                    FieldCode.OUT_OF_RANGE,
                    "must be such that a page has at most " + MOST + " characters, but this one would have more than "
                            + characters + "; ask for fewer at a time");
        }
        WorkingMemory.takeForRequest(COPIES * characters);
    }
}
