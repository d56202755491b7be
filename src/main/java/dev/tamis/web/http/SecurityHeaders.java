package dev.tamis.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers what pages of this service may load: what it serves itself and nothing else. A name or a reason that somebody
 * made look like a script stays text even where a page forgot to escape it.
 */
class SecurityHeaders extends OncePerRequestFilter implements Ordered {

    private static final String OWN = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** Swagger UI writes style attributes. */
    private static final String SWAGGER_UI = OWN.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final String A_YEAR = "max-age=31536000";

    /** Browsers keep this by host, whatever the port: it would take plain HTTP from all else that runs on a developer's machine. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** Before whatever may refuse. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean swagger = request.getRequestURI().startsWith(request.getContextPath() + "/swagger-ui");
        write(swagger ? SWAGGER_UI : OWN, response);
        if (request.isSecure() && !LOOPBACK.contains(request.getServerName())) {
            response.setHeader("Strict-Transport-Security", A_YEAR);
        }
        chain.doFilter(request, response);
    }

    /** For what is answered before any filter. */
    static void write(HttpServletResponse response) {
        write(OWN, response);
    }

    private static void write(String policy, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        // No page of others may show our pictures, or hold on to our windows.
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
