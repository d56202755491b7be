package dev.tamis.web.http;

import dev.tamis.web.problem.UnsupportedBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses packed bodies by the name of their packing, and says what is read (RFC 9110, section 15.5.16). Unpacking them would need a
 * bound of its own against bombs; submissions are small, and a large table can be a gzip file inside its form.
 */
class PlainBodies extends OncePerRequestFilter {

    private static final String AS_IT_IS = "identity";

    private final HandlerExceptionResolver problems;

    PlainBodies(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase(AS_IT_IS)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, AS_IT_IS);
            problems.resolveException(request, response, null, UnsupportedBody.packedAs(encoding));
        }
    }
}
