package dev.tamis.web.answer;

import dev.tamis.access.Credentials;

/** How long answers may be kept that change, and are each person's own. */
public final class Caching {

    private Caching() {}

    /** The header Cache-Control: whoever keeps the answer shall ask before it is used again, and nobody keeps it for several people. */
    public static String of(Credentials credentials) {
        return credentials.areNeeded() ? "private, no-cache" : "no-cache";
    }
}
