package dev.tamis.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tamis.people.Role;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who did what, a line of JSON each, under a logger of its own: {@value #LOGGER}; what was refused under {@value #REFUSED}, so that
 * whoever is refused a million times pushes nothing out of the history. What a line is made of never comes from a body or a header that
 * may hold a secret, and no line is long.
 */
final class AuditLog {

    static final String LOGGER = "tamis.audit";
    static final String REFUSED = LOGGER + ".refused";

    private static final Logger DONE_LOG = LoggerFactory.getLogger(LOGGER);
    private static final Logger REFUSED_LOG = LoggerFactory.getLogger(REFUSED);

    /** Twice our longest paths; method and address are as long as their senders like. */
    private static final int LONGEST_PATH = 300;

    private static final int LONGEST_WORD = 64;

    private final JsonMapper json;

    AuditLog(JsonMapper json) {
        this.json = json;
    }

    /**
     * Something that somebody did, or tried to.
     *
     * @param who the person's name; null for who brought no token, or a wrong one
     * @param from the address that the request came from
     * @param path as it was sent, without its query; cut where it is longer than any of ours
     * @param made where that lies which the request made; null if it made nothing that has an address
     * @param status of the answer (RFC 9110): below 300 it was done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(Instant at, String who, Role role, String from, String method, String path, String made, int status) {

        Entry {
            from = cut(from, LONGEST_WORD);
            method = cut(method, LONGEST_WORD);
            path = cut(path, LONGEST_PATH);
        }

        /** A failure of the service may have done something before. */
        private boolean isRefused() {
            return status >= 400 && (status < 500 || who == null);
        }

        private static String cut(String text, int longest) {
            return text.length() <= longest ? text : text.substring(0, longest) + "\u2026";
        }
    }

    void write(Entry entry) {
        (entry.isRefused() ? REFUSED_LOG : DONE_LOG).info("{}", json.writeValueAsString(entry));
    }
}
