package dev.tamis.web.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What an answer will be called if there is one.
 *
 * @param caching Cache-Control that goes with it: whoever keeps it shall ask before he uses it again
 */
record TagOfAnswer(ETag tag, String caching) {

    private static final String KEPT = TagOfAnswer.class.getName();

    /** What was kept with a request. */
    static Optional<TagOfAnswer> of(HttpServletRequest request) {
        return Optional.ofNullable((TagOfAnswer) request.getAttribute(KEPT));
    }

    void keepWith(HttpServletRequest request) {
        request.setAttribute(KEPT, this);
    }

    boolean isKnownTo(HttpServletRequest request) {
        return known(request).anyMatch(each -> !each.isWildcard() && each.compare(tag, false));
    }

    /** Whether a client has whatever there is; that there is something is known when it has been made. */
    static boolean anyIsKnownTo(HttpServletRequest request) {
        return known(request).anyMatch(ETag::isWildcard);
    }

    void writeTo(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, tag.formattedTag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
        // The server says so with what it packs; a 304 has to say it as well (RFC 9110, section 15.4.5).
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    void writeUnchanged(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_MODIFIED.value());
        writeTo(response);
    }

    /** What cannot be read is no tag that the client could have got here. */
    private static Stream<ETag> known(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(each -> ETag.parse(each).stream());
    }
}
