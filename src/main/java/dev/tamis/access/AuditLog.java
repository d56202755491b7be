package dev.tamis.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tamis.people.Role;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who did what, a line of JSON each, under a logger of its own: {@value #LOGGER}. What a line is made of never comes from a body or
 * a header that may hold a secret.
 */
final class AuditLog {

    static final String LOGGER = "tamis.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final JsonMapper json;

    AuditLog(JsonMapper json) {
        this.json = json;
    }

    /**
     * Something that somebody did, or tried to.
     *
     * @param who the person's name; null for who brought no token, or a wrong one
     * @param from the address that the request came from
     * @param path as it was sent, without its query
     * @param made where that lies which the request made; null if it made nothing that has an address
     * @param status of the answer (RFC 9110): below 300 it was done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(Instant at, String who, Role role, String from, String method, String path, String made, int status) {}

    void write(Entry entry) {
        LOG.info("{}", json.writeValueAsString(entry));
    }
}
